// Signing in and out.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

inline constexpr auto sign_in_fields = std::to_array<Field>({
    {"username", Type::text, true, 100, "Tên đăng nhập"},
    {"password", Type::text, true, 200, "Mật khẩu"},
});
inline constexpr auto sign_in_page_fields = std::to_array<Field>({
    {"username", Type::text, false, 100, "Tên đăng nhập"},
    {"password", Type::text, false, 200, "Mật khẩu"},
    {"next", Type::text, false, 1000, "Trang tiếp theo"},
});
inline constexpr auto next_fields =
    std::to_array<Field>({{"next", Type::text, false, 1000, "Trang tiếp theo"}});

Response show_sign_in(const Request& request, App& app);
Response post_sign_in(const Request& request, App& app);    // the form
Response post_session(const Request& request, App& app);    // the API: gives a token
Response delete_session(const Request& request, App& app);  // the API
Response post_sign_out(const Request& request, App& app);   // the form

}  // namespace tdkt::server
