// What waits to be done, by state: the work on everybody's first page.
#pragma once

#include <set>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/states.h"

namespace tdkt::sql {

struct Pending {
    workflow::Id id = 0;  // of the dossier, or of the decision
    std::string title, unit_name, pack;
    workflow::State state = workflow::State::draft;
    std::int64_t since = 0;
    int of_state = 0;  // how many wait in this state, this one included
};

// The dossiers that the reader may see with a nomination in one of `states`, and
// with draft among them also those of the reader's unit that have none yet. Of
// each state those that have waited longest, `most` of them.
std::vector<Pending> waiting_dossiers(soci::session& db, const Horizon& horizon,
                                      const std::vector<workflow::State>& states, int most);

// The decisions of an organ that stand in one of `states`, those that have
// waited longest, `most` in all. A draft waits since it was made. For whoever handles
// drafts: nothing in them may be hidden from the reader.
std::vector<Pending> waiting_decisions(soci::session& db, const Horizon& horizon,
                                       const std::vector<workflow::State>& states, int most);

// Recommended nominations of the organ that no draft holds yet, and since when the
// first of them waits.
struct Awaiting {
    std::int64_t count = 0, since = 0;
};
Awaiting count_awaiting_decision(soci::session& db, const Horizon& horizon);

// The meetings whose minutes are written and want the reader's signature.
std::set<workflow::Id> minutes_to_sign(soci::session& db, const workflow::Actor& reader);

}  // namespace tdkt::sql
