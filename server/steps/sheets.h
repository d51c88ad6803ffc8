// What happens to sheets of appraisal. Each of these is a line in the history of the dossier,
// and those whom it concerns are told.
#pragma once

#include "server/app.h"
#include "sql/appraisal.h"
#include "workflow/dossier.h"

namespace tdkt::server {

// By which criteria a sheet is filled: those of the pack of its dossier.
const std::vector<workflow::Criterion>& criteria_of(const App& app, const sql::SheetCard& card);

// Makes the sheets. Problem when the office may not ask for them now.
void assign_sheets(sql::Change& change, App& app, const workflow::Actor& actor,
                   const workflow::Dossier& dossier,
                   const std::vector<workflow::Assignment>& assignments);

// What they say so far. Problem{forbidden} for a sheet that is not theirs, {conflict} for one
// that is closed, {blocked} for points that the criteria do not allow.
void save_sheet(sql::Change& change, App& app, const workflow::Actor& actor,
                const sql::SheetCard& card, const workflow::Assessment& said);

// As it was saved last; Problem{blocked} with everything that is lacking.
void hand_in_sheet(sql::Change& change, App& app, const workflow::Actor& actor,
                   const sql::SheetCard& card);

// Back to the appraiser, who hands it in anew; what was handed in stays on record.
void return_sheet(sql::Change& change, App& app, const workflow::Actor& actor,
                  const sql::SheetCard& card, const std::string& reason);

// Taken back from an appraiser who has not handed it in; given to another, unless that is
// nobody.
void withdraw_sheet(sql::Change& change, App& app, const workflow::Actor& actor,
                    const sql::SheetCard& card, const std::string& reason,
                    const std::optional<workflow::Appraiser>& to);

}  // namespace tdkt::server
