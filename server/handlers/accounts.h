// Handlers of accounts, for administrators and for oneself, and of the audit.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_accounts(const Request& request, App& app);
Response post_account(const Request& request, App& app);
Response show_account(const Request& request, App& app);
Response edit_account(const Request& request, App& app);
Response reset_password(const Request& request, App& app);
Response show_own_account(const Request& request, App& app);
Response show_audit(const Request& request, App& app);

inline constexpr auto account_search_fields = std::to_array<Field>({
    {"q", Type::text, false, 200, "Từ khóa"},
});
inline constexpr auto account_fields = std::to_array<Field>({
    {"username", Type::text, true, 60, "Tên đăng nhập"},
    {"name", Type::text, true, 200, "Họ và tên"},
    {"post", Type::text, true, 200, "Chức vụ"},
    {"unit", Type::number, true, 0, "Đơn vị"},
    {"roles", Type::list, false, 20, "Vai trò"},
    {"password", Type::text, true, 200, "Mật khẩu"},
});
inline constexpr auto account_edit_fields = std::to_array<Field>({
    {"username", Type::text, false, 60, "Tên đăng nhập"},
    {"name", Type::text, true, 200, "Họ và tên"},
    {"post", Type::text, true, 200, "Chức vụ"},
    {"unit", Type::number, true, 0, "Đơn vị"},
    {"roles", Type::list, false, 20, "Vai trò"},
    {"active", Type::boolean, false, 0, "Cho phép đăng nhập"},
});
inline constexpr auto new_password_fields = std::to_array<Field>({
    {"password", Type::text, true, 200, "Mật khẩu"},
});
inline constexpr auto audit_fields = std::to_array<Field>({
    {"before", Type::number, false, 0, "Trang"},
});

}  // namespace tdkt::server
