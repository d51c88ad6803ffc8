// What the guards need to know, for all the nominations that one act is about.
#pragma once

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/decision.h"
#include "workflow/facts.h"

namespace tdkt::sql {

// Which nominations: one, those of a dossier, on an agenda, in a decision, or those
// that a unit has not submitted yet.
enum class Of { nomination, dossier, meeting, decision, drafts_of_unit };

// In their order; empty when there are none. Sees one moment when called within
// one read() or change(). The number of statements does not grow with that of nominations.
std::vector<workflow::Facts> load_facts(soci::session& db, Of of, workflow::Id id,
                                        const workflow::Rules& rules, workflow::Day today);

// The same without what is hidden from a reader; of what is veiled they are told no count. What
// is asked of the database does not hang on it either.
std::vector<workflow::Facts> load_facts(soci::session& db, const Horizon& horizon, Of of,
                                        workflow::Id id, const workflow::Rules& rules,
                                        workflow::Day today);

// Those of a decision that has been loaded already.
std::vector<workflow::Facts> load_facts(soci::session& db, const workflow::Decision& decision,
                                        const workflow::Rules& rules, workflow::Day today);

}  // namespace tdkt::sql
