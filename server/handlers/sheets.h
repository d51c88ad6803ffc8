// Handlers of papers that are made from the records when somebody looks at them, and are not
// kept. Those of the council bear the number that its register has given them; what the clerk
// sends out besides gets its number by hand.
#pragma once

#include <array>
#include <functional>

#include "server/http.h"
#include "sql/people.h"
#include "templates/data/words.h"
#include "templates/views/sheets.h"
#include "workflow/council.h"
#include "workflow/decision.h"

namespace tdkt::server {

Response show_payment(const Request& request, App& app);
Response show_honour(const Request& request, App& app);
Response show_appraisal(const Request& request, App& app);
Response show_return(const Request& request, App& app);
Response show_result(const Request& request, App& app);
Response show_invitation(const Request& request, App& app);
Response show_ballot_form(const Request& request, App& app);
Response show_count_minutes(const Request& request, App& app);

// Those that the reader may open on a page, as the records stand.
std::vector<templates::SheetLink> sheets_of(const workflow::Actor& reader,
                                            const workflow::Decision& decision, bool issued);
std::vector<templates::SheetLink> sheets_of(const workflow::Actor& reader,
                                            const workflow::Dossier& dossier);
// `barred`: in conflict, so that others print what all must mark.
std::vector<templates::SheetLink> sheets_of(soci::session& db, const workflow::Actor& reader,
                                            const workflow::Meeting& meeting, bool barred);

struct Sheet {
    std::string title;
    nlohmann::json data;
};

// What `gather` makes of the records, in the words that hold today, read at one moment: as a
// page, as PDF or DOCX when a field says so, or its data.
Response sheet(const Request& request, App& app, std::string_view kind,
               const std::function<Sheet(soci::session&)>& gather);

// Who signs for the organ; a name is empty where the records have none.
templates::Signer head_of_organ(soci::session& db, workflow::Id organ);
// "Trưởng phòng" with the name of whoever holds that post in the unit, if anybody does.
templates::Signer head_of_unit(soci::session& db, workflow::Id unit);

inline constexpr auto sheet_fields = std::to_array<Field>({
    {"pdf", Type::boolean, false, 0, "Dạng PDF"},
    {"docx", Type::boolean, false, 0, "Dạng Word"},
});
inline constexpr auto honour_fields = std::to_array<Field>({
    {"year", Type::number, false, 0, "Năm"},
    {"pdf", Type::boolean, false, 0, "Dạng PDF"},
    {"docx", Type::boolean, false, 0, "Dạng Word"},
});
}  // namespace tdkt::server
