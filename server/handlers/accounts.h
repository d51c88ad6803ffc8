// Handlers of accounts, for administrators.
#pragma once

#include <array>

#include "server/http.h"
#include "sql/account_events.h"
#include "sql/people.h"
#include "templates/views/account_events.h"
#include "templates/views/accounts.h"

namespace tdkt::server {

Response list_accounts(const Request& request, App& app);
Response post_account(const Request& request, App& app);
Response show_account(const Request& request, App& app);
Response edit_account(const Request& request, App& app);
Response reset_password(const Request& request, App& app);

// What a page says of an account, to an administrator or to its owner.
templates::AccountShown shown(const sql::Account& account);

// Lines of the record of accounts as pages show them.
std::vector<templates::AccountEventShown> shown(const std::vector<sql::AccountLine>& lines);

inline constexpr auto account_search_fields = std::to_array<Field>({
    {"q", Type::text, false, 200, "Từ khóa"},
    {"before", Type::number, false, 0, "Trang"},
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
    {"mail", Type::text, false, 254, "Địa chỉ thư điện tử"},
    {"active", Type::boolean, false, 0, "Cho phép đăng nhập"},
});
inline constexpr auto new_password_fields = std::to_array<Field>({
    {"password", Type::text, true, 200, "Mật khẩu"},
});

}  // namespace tdkt::server
