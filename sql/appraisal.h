// Sheets of appraisal: who is asked, what they say, and forms that were filled elsewhere.
#pragma once

#include <optional>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/appraisal_form.h"

namespace tdkt::sql {

// A sheet with what it is about.
struct SheetCard {
    workflow::Sheet sheet;
    workflow::Id organ = 0;
    std::string nominee, award, prize_name, pack, unit_name;  // the unit that proposes
    workflow::Facts facts;  // whose it is, where it stands: what conflicts are seen by
};

// Which sheets; what is 0 or empty does not narrow them.
struct SheetQuery {
    workflow::Id dossier = 0, nomination = 0, sheet = 0, organ = 0;
    workflow::Id account = 0, unit = 0;  // those of a person, who works in this unit
    bool open = false;
    std::optional<workflow::SheetState> state = {};
    workflow::Id before = 0;           // cursor: ids below this one
    const Horizon* seen_by = nullptr;  // without what is hidden from the reader; null: all
    int most = 0;                      // 0: all; the newest first, and what they say is not read
};

// With what they say, in the order of the nominations. A constant number of statements.
std::vector<SheetCard> load_sheets(soci::session& db, const SheetQuery& query);
SheetCard load_sheet(soci::session& db, workflow::Id id);  // Problem{missing}
// Problem{missing} as well for one on what is hidden from the reader.
SheetCard load_sheet(soci::session& db, const Horizon& horizon, workflow::Id id);

std::vector<workflow::Sheet> sheets_in(const std::vector<SheetCard>& cards);

// A sheet as it was handed in once.
struct Turn {
    workflow::Sheet sheet;
    std::string digest;
};
std::vector<Turn> load_turns(soci::session& db, const workflow::Sheet& sheet);

// The sheets of an organ by where they stand; overdue ones are open and past their day.
struct SheetCounts {
    std::int64_t assigned = 0, begun = 0, handed_in = 0, overdue = 0;
};
SheetCounts count_sheets(soci::session& db, const Horizon& horizon, workflow::Day today);

// Whom an organ may ask on a day: its offices that appraise, their people, its council.
std::vector<workflow::Appraiser> appraisers(soci::session& db, const Horizon& horizon,
                                            workflow::Day today);

workflow::Id add_sheet(Change& change, const workflow::Sheet& sheet);

// What is said, in place of what was said before. Problem{stale} when the sheet is no longer
// at its version.
void save_draft(Change& change, const workflow::Sheet& sheet, const workflow::Assessment& said,
                workflow::Id by, std::int64_t at);
// `sheet` as it is handed in: its turn is the new one. The draft stays as it is.
void hand_in(Change& change, const workflow::Sheet& sheet, const std::string& digest,
             workflow::Id by, std::int64_t at);
// To a new state, reason and day; Problem{stale} likewise.
void move_sheet(Change& change, const workflow::Sheet& sheet, workflow::SheetState to,
                const std::string& reason, const std::string& due_on);

// A form that was sent.
struct FormUpload {
    workflow::Id id = 0, account = 0;
    std::string name;
    std::int64_t at = 0;
    std::vector<workflow::FormRow> rows;
};
// In place of what the person sent before.
workflow::Id add_upload(Change& change, const FormUpload& upload);
FormUpload load_upload(soci::session& db, workflow::Id account, workflow::Id id);
void remove_uploads(Change& change, workflow::Id account);

}  // namespace tdkt::sql
