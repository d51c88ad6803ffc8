// Handlers of conflicts of interest: what members of a council declare before the agenda of
// a meeting opens to them, and what its secretary says where a name leaves doubts.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_conflicts(const Request& request, App& app);
Response post_conflicts(const Request& request, App& app);
Response settle_conflict(const Request& request, App& app);

inline constexpr auto conflict_fields = std::to_array<Field>({
    {"none", Type::boolean, false, 0, "Không có xung đột lợi ích"},
    {"relation", Type::text, false, 20, "Quan hệ"},
    {"persons", Type::text, false, 3000, "Họ và tên", true},
    {"units", Type::list, false, 100, "Đơn vị"},
});
inline constexpr auto settle_fields = std::to_array<Field>({
    {"member", Type::number, true, 0, "Thành viên"},
    {"nomination", Type::number, true, 0, "Đề nghị"},
    {"meant", Type::boolean, true, 0, "Đúng người, đơn vị đã khai báo"},
});

}  // namespace tdkt::server
