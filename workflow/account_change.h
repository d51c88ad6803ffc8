// What is recorded of an account: each change with its old and its new value,
// chained so that no line can be altered or taken out unseen.
#pragma once

#include <array>
#include <string>

#include "workflow/actor.h"

namespace tdkt::workflow {

enum class AccountChange {
    made,
    name,
    post,
    unit,
    roles,
    locked,
    unlocked,
    password_set,
    password_changed,
    mail,
    mail_on,
    mail_off
};

inline constexpr auto account_change_names = std::to_array<Name<AccountChange>>({
    {AccountChange::made, "made", "Lập tài khoản"},
    {AccountChange::name, "name", "Đổi họ và tên"},
    {AccountChange::post, "post", "Đổi chức vụ"},
    {AccountChange::unit, "unit", "Chuyển đơn vị"},
    {AccountChange::roles, "roles", "Đổi vai trò"},
    {AccountChange::locked, "locked", "Khóa tài khoản"},
    {AccountChange::unlocked, "unlocked", "Mở khóa tài khoản"},
    {AccountChange::password_set, "password_set", "Đặt lại mật khẩu"},
    {AccountChange::password_changed, "password_changed", "Tự đổi mật khẩu"},
    {AccountChange::mail, "mail", "Đổi địa chỉ thư điện tử"},
    {AccountChange::mail_on, "mail_on", "Nhận thông báo qua thư điện tử"},
    {AccountChange::mail_off, "mail_off", "Thôi nhận thông báo qua thư điện tử"},
});
template <>
inline constexpr std::span<const Name<AccountChange>> names<AccountChange> = account_change_names;

// One line. `seq` counts from 1 for each account; actor 0 is the operator.
struct AccountEntry {
    Id account = 0;
    std::int64_t seq = 0;
    std::int64_t at = 0;
    Id actor = 0;
    AccountChange change = AccountChange::made;
    std::string was, is;  // of roles: their codes with commas
    std::string hash;     // hex
};

// What the hash of a line is taken over, as chained() of a dossier's history.
std::string chained(const AccountEntry& entry, const std::string& before);

// "director,unit_head"; empty for none.
std::string role_codes(Role roles);

}  // namespace tdkt::workflow
