// Sheets of appraisal as the pages and the API show them.
#pragma once

#include "templates/views/words.h"
#include "workflow/appraisal_form.h"
#include "workflow/dossier.h"

namespace tdkt::templates {

// A sheet with what it is about.
struct SheetShown {
    const workflow::Sheet& sheet;
    std::string nominee, award_label, unit_name;
    bool theirs = false;  // the reader is to fill it
    bool shown = false;   // what it says may be seen
};

// What a list shows of a sheet; what it says only where that may be seen.
json sheet_row(const SheetShown& shown, const Now& now);

struct SheetTotals {
    std::int64_t assigned = 0, begun = 0, handed_in = 0, overdue = 0;
};

// mine[] for those who appraise; all[] and the totals for those who look after them.
json appraisals_view(const std::vector<SheetShown>& mine, const std::vector<SheetShown>& all,
                     const std::optional<SheetTotals>& totals, const std::string& state,
                     const Now& now);

// A sheet as it was handed in before.
struct TurnShown {
    const workflow::Sheet& sheet;
    std::string digest;
};

struct SheetPage {
    SheetShown of;
    const std::vector<workflow::Criterion>& criteria;
    std::vector<TurnShown> turns;             // empty where what it says may not be seen
    std::vector<workflow::Appraiser> others;  // to whom it may be given instead
    bool may_fill = false, may_return = false, may_withdraw = false;
};
json sheet_view(const SheetPage& page, const Now& now);

// How far the appraisal of a dossier is: rows of sheets, and for each nomination what those
// say together, where the reader may see all of it.
void put_appraisal(json& view, const workflow::Dossier& dossier,
                   const std::vector<SheetShown>& sheets, bool may_assign, const Now& now);

// Who may be asked about what.
json assignment_view(const workflow::Dossier& dossier, std::int64_t version,
                     const std::vector<SheetShown>& sheets,
                     const std::vector<workflow::Appraiser>& people, bool may_assign,
                     const Now& now);

// What a form that was sent would change.
json form_view(workflow::Id id, const std::string& name, std::int64_t at,
               const workflow::FormReading& reading);

// A name for an appraiser in a form: "a12", or "u3" for a department.
std::string appraiser_key(const workflow::Appraiser& who);

}  // namespace tdkt::templates
