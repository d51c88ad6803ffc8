// Offices that one person does not hold together: whoever checks does not act, and
// whoever decides does not carry out (separation of duties).
#pragma once

#include <optional>
#include <string>

#include "workflow/states.h"

namespace tdkt::workflow {

struct Conflict {
    Role one, other;  // holding any of the one and any of the other
    std::string_view why;
};

inline constexpr auto conflicts = [] {
    using enum Role;
    constexpr auto leaders = director | deputy_director;
    constexpr auto acting = unit_officer | unit_head | standing_office | data_office | finance |
                            council_secretary | council_member | council_chair | leaders | clerk;
    return std::to_array<Conflict>({
        {leaders, clerk, "Người ký quyết định không tự cho số, đóng dấu."},
        {leaders, finance, "Người ký quyết định không tự xác nhận chi thưởng."},
        {leaders, standing_office, "Người trình quyết định không tự ký quyết định."},
        {council_chair, council_secretary, "Chủ tịch và Thư ký Hội đồng là hai người."},
        {administrator, acting, "Người quản trị tài khoản không xử lý hồ sơ."},
        {auditor, acting | administrator, "Người kiểm tra không làm việc mà mình kiểm tra."},
    });
}();

// The first reason why these offices do not go together.
inline std::optional<std::string> conflict_of(Role roles) {
    for (const auto& conflict : conflicts)
        if (has(roles, conflict.one) && has(roles, conflict.other))
            return std::string(conflict.why);
    return {};
}

}  // namespace tdkt::workflow
