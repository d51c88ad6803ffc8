// Leading a meeting: who is invited, who presides, and the board on the wall of the room.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response post_invitation(const Request& request, App& app);
Response post_presiding(const Request& request, App& app);
Response post_tie(const Request& request, App& app);
Response show_board(const Request& request, App& app);

inline constexpr auto invitation_fields = std::to_array<Field>({
    {"written_by", Type::day, false, 0, "Hạn nhận ý kiến bằng văn bản"},
});
// Without a nomination: over all items.
inline constexpr auto presiding_fields = std::to_array<Field>({
    {"nomination", Type::number, false, 0, "Đề nghị"},
    {"presiding", Type::number, false, 0, "Người điều hành"},
});
inline constexpr auto tie_fields = std::to_array<Field>({
    {"nomination", Type::number, true, 0, "Đề nghị"},
    {"decision", Type::text, true, 5, "Quyết định"},
    {"reason", Type::text, true, 2000, "Lý do", true},
});

}  // namespace tdkt::server
