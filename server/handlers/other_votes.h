// Handlers of votes that are not sealed ballots: in what form an item is voted on, the hands
// that the secretary counts, and ballots on paper.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response post_forms(const Request& request, App& app);
Response post_hands(const Request& request, App& app);
Response post_paper_ballot(const Request& request, App& app);
Response post_paper_forms(const Request& request, App& app);
Response post_tellers(const Request& request, App& app);
Response post_paper_count(const Request& request, App& app);

inline constexpr auto forms_fields = std::to_array<Field>({
    {"forms", Type::list, true, 500, "Hình thức biểu quyết"},
});
inline constexpr auto hands_fields = std::to_array<Field>({
    {"nomination", Type::number, true, 0, "Đề nghị"},
    {"yes", Type::number, true, 0, "Đồng ý"},
    {"no", Type::number, true, 0, "Không đồng ý"},
    {"unvoted", Type::number, true, 0, "Không biểu quyết"},
});
inline constexpr auto paper_ballot_fields = std::to_array<Field>({
    {"member", Type::number, true, 0, "Thành viên"},
});
inline constexpr auto paper_forms_fields = std::to_array<Field>({
    {"given", Type::number, true, 0, "Số phiếu giấy đã phát ra"},
});
// Without a head the first of them is it.
inline constexpr auto tellers_fields = std::to_array<Field>({
    {"head", Type::number, false, 0, "Trưởng Ban Kiểm phiếu"},
    {"tellers", Type::list, true, 5, "Thành viên Ban Kiểm phiếu"},
});
// One field of each kind for each item, "yes-101".
inline constexpr auto paper_count_fields = std::to_array<Field>({
    {"yes-*", Type::number, false, 0, "Đồng ý"},
    {"no-*", Type::number, false, 0, "Không đồng ý"},
    {"invalid-*", Type::number, false, 0, "Không hợp lệ"},
});

}  // namespace tdkt::server
