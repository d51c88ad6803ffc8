// Handlers of one's own account: the password, and where one is signed in.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_own_account(const Request& request, App& app);
Response post_mail(const Request& request, App& app);
Response post_password(const Request& request, App& app);
Response end_own_sessions(const Request& request, App& app);

inline constexpr auto password_fields = std::to_array<Field>({
    {"old_password", Type::text, true, 200, "Mật khẩu hiện tại"},
    {"new_password", Type::text, true, 200, "Mật khẩu mới"},
});
inline constexpr auto mail_fields = std::to_array<Field>({
    {"mail", Type::text, false, 254, "Địa chỉ thư điện tử"},
    {"mail_wanted", Type::boolean, false, 0, "Nhận thông báo qua thư"},
});
// The id of one, or "others": all but the one that asks.
inline constexpr auto end_session_fields = std::to_array<Field>({
    {"session", Type::text, true, 20, "Phiên đăng nhập"},
});

}  // namespace tdkt::server
