// Handlers of sheets of appraisal: who is asked, what they say, how far it is.
#pragma once

#include <array>

#include "server/http.h"
#include "sql/appraisal.h"
#include "templates/views/appraisals.h"

namespace tdkt::server {

Response list_appraisals(const Request& request, App& app);
Response show_sheet(const Request& request, App& app);
Response post_sheet(const Request& request, App& app);
Response post_sheet_event(const Request& request, App& app);
Response show_assignment(const Request& request, App& app);
Response post_assignment(const Request& request, App& app);

// The sheets on a dossier as a reader may see them; refers to `cards`. None of a nomination
// that the reader has a part in.
std::vector<templates::SheetShown> shown_to(const workflow::Actor& reader, const App& app,
                                            const std::vector<sql::SheetCard>& cards);

// How far the appraisal of a dossier is, for those who appraise; for others nothing.
void put_appraisal_of(nlohmann::json& view, soci::session& db, const App& app,
                      const sql::Horizon& horizon, const workflow::Dossier& dossier);

// Whether somebody may know of the lines of a history that tell of sheets: who appraises, and
// has no part in what is nominated.
bool sees_sheets(const workflow::Actor& reader);
bool sees_sheets(const workflow::Actor& reader, std::span<const workflow::Facts> nominations);

inline constexpr auto appraisal_search_fields = std::to_array<Field>({
    {"state", Type::text, false, 20, "Tình trạng"},
    {"before", Type::number, false, 0, "Trang"},
});
inline constexpr auto sheet_form_fields = std::to_array<Field>({
    {"points-*", Type::number, false, 0, "Điểm"},
    {"remark-*", Type::text, false, 1000, "Nhận xét tiêu chí", true},
    {"conclusion", Type::text, false, 20, "Kết luận"},
    {"comment", Type::text, false, 2000, "Nhận xét chung", true},
    {"hand_in", Type::boolean, false, 0, "Nộp phiếu"},
});
inline constexpr auto sheet_event_fields = std::to_array<Field>({
    {"event", Type::text, true, 20, "Bước xử lý"},
    {"reason", Type::text, false, 2000, "Lý do", true},
    {"to", Type::text, false, 20, "Chuyển cho"},
});
inline constexpr auto assignment_fields = std::to_array<Field>({
    {"nominations", Type::list, true, 500, "Đề nghị"},
    {"appraisers", Type::list, true, 100, "Người thẩm định"},
    {"evenly", Type::boolean, false, 0, "Chia đều"},
    {"readers", Type::number, false, 0, "Số phiếu mỗi đề nghị"},
});

}  // namespace tdkt::server
