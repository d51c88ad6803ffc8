// Councils of the organ and their terms, by their founding decisions.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_councils(const Request& request, App& app);
Response new_term(const Request& request, App& app);
Response post_term(const Request& request, App& app);
Response post_term_end(const Request& request, App& app);

inline constexpr auto new_term_fields = std::to_array<Field>({
    {"council", Type::number, false, 0, "Hội đồng"},
});
// seats: "12:member"; stand_ins: "12:7", account 7 may come in the place of account 12.
inline constexpr auto term_fields = std::to_array<Field>({
    {"name", Type::text, true, 200, "Tên Hội đồng"},
    {"symbol", Type::text, true, 40, "Ký hiệu trên văn bản"},
    {"kind", Type::text, false, 20, "Loại Hội đồng"},
    {"decision", Type::text, true, 100, "Quyết định thành lập"},
    {"valid_from", Type::day, true, 0, "Từ ngày"},
    {"valid_to", Type::day, true, 0, "Đến ngày"},
    {"seats", Type::list, true, 500, "Thành viên"},
    {"stand_ins", Type::list, false, 500, "Người dự thay"},
});
inline constexpr auto term_end_fields = std::to_array<Field>({
    {"last_day", Type::day, true, 0, "Ngày cuối cùng của nhiệm kỳ"},
    {"reason", Type::text, true, 500, "Lý do", true},
});

}  // namespace tdkt::server
