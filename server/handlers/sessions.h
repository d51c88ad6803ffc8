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
    {"kept_for", Type::text, false, 100, "Người đã nhập"},
    {"kept_path", Type::text, false, 1000, "Nơi gửi nội dung đã nhập"},
    {"kept", Type::text, false, 200'000, "Nội dung đã nhập"},
});
inline constexpr auto next_fields =
    std::to_array<Field>({{"next", Type::text, false, 1000, "Trang tiếp theo"}});

// The answer to a form of a session that ended meanwhile (`ended`: digest of its
// token): asks to sign in, and keeps what was typed for the same person.
Response sign_in_to_go_on(const Request& request, const std::string& ended, const Typed& typed,
                          App& app);

Response show_sign_in(const Request& request, App& app);
Response post_sign_in(const Request& request, App& app);    // the form
Response post_session(const Request& request, App& app);    // the API: gives a token
Response delete_session(const Request& request, App& app);  // the API
Response post_sign_out(const Request& request, App& app);   // the form

}  // namespace tdkt::server
