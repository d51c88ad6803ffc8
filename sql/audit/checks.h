// The parts of the audit, one subject each. Each adds a sentence for every break.
#pragma once

#include "sql/audit/audit.h"
#include "workflow/decision.h"
#include "workflow/history.h"

namespace tdkt::sql {

using Breaks = std::vector<std::string>;

// "decision 12: " and what is wrong with it.
inline void add_break(Breaks& breaks, const char* kind, workflow::Id id, const std::string& what) {
    breaks.push_back(kind + (" " + std::to_string(id)) + ": " + what);
}

// One dossier: its chain, the states that it leads to, and what repeats its
// lines (who submitted, when it was received, under which pack, what is
// suspended); what was voted on is still what is nominated.
void check_dossier(soci::session& db, workflow::Id dossier, Breaks& breaks);

// The sheets of appraisal of a dossier, against its history: where they stand, and that what was
// handed in is what it was.
void check_sheets(soci::session& db, workflow::Id dossier,
                  const std::vector<workflow::Entry>& entries, Breaks& breaks);

// One meeting: what was locked, who voted, whether the count gives the verdict.
void check_meeting(soci::session& db, workflow::Id meeting, const workflow::Rules& rules,
                   Breaks& breaks);

// One decision: its paper, signatures, amounts, number and line in the register.
void check_decision(soci::session& db, workflow::Id decision, Breaks& breaks);

// Signing and sealing only add: what was signed begins with what was rendered, and what was issued
// with what was signed. A sentence for each file of the paper of which that is not true.
std::vector<std::string> faults_of_files(soci::session& db, const workflow::Document& paper);

// The bytes of every file against the sum that names it.
void check_files(soci::session& db, Breaks& breaks);

// The words of papers: every version there, unchanged and chained.
void check_wordings(soci::session& db, Breaks& breaks);

// The ids of a table, in their order. `table` is one of ours.
std::vector<workflow::Id> all_ids(soci::session& db, const std::string& table);

}  // namespace tdkt::sql
