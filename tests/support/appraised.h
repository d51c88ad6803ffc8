// Sheets of appraisal for the tests of pages: one of each state, all of it shown.
#pragma once

#include "templates/views/appraisals.h"

namespace tdkt::test {

inline workflow::Sheet sheet_in(workflow::SheetState state) {
    workflow::Sheet sheet;
    sheet.id = 7 + static_cast<workflow::Id>(state);
    sheet.dossier = 41;
    sheet.nomination = 1;
    sheet.appraiser = {workflow::Capacity::office, 6, 3, "Hồ Ngọc Lâm", "Trưởng phòng", 1, 2};
    sheet.state = state;
    sheet.turn = 1;
    sheet.due_on = "2025-12-05";
    sheet.reason = "Xem lại điểm.";
    sheet.said_at = sheet.assigned_at = 1'765'160'000'000;
    sheet.said_by = "Hồ Ngọc Lâm";
    sheet.said = {{{"targets", 45, "Đã đối chiếu."}}, workflow::Conclusion::agree, "Số liệu khớp."};
    return sheet;
}

inline templates::SheetShown shown(const workflow::Sheet& sheet) {
    return {sheet, "BHXH cơ sở Ea Kar", "Giải Nhất", "BHXH cơ sở Ea Kar", true, true};
}

// The view of a dossier with what its page shows of sheets.
inline nlohmann::json appraised(nlohmann::json view, const workflow::Dossier& dossier,
                                const templates::Now& now) {
    const auto open = sheet_in(workflow::SheetState::begun);
    const auto handed_in = sheet_in(workflow::SheetState::handed_in);
    templates::put_appraisal(view, dossier, {shown(open), shown(handed_in)}, true, now);
    return view;
}

}  // namespace tdkt::test
