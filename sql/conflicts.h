// What members of councils have declared, and the nominations that it means.
#pragma once

#include <set>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/conflicts.h"
#include "workflow/council.h"

namespace tdkt::sql {

// A member has declared for a meeting: with whom they are in conflict, or with nobody when
// there are no statements. Further ones may follow; none is taken back. Every nomination under
// way that is meant is hidden from them from now on.
void declare_conflicts(Change& change, const workflow::Meeting& meeting, workflow::Id account,
                       const std::vector<workflow::Statement>& statements, std::int64_t now);

// What was declared for meetings that have no result yet, held against nominations that were
// submitted, or put on an agenda, since.
void match_conflicts(Change& change, workflow::Id organ,
                     const std::vector<workflow::Id>& nominations);

// One member's own, in order.
std::vector<workflow::Statement> statements_of(soci::session& db, workflow::Id meeting,
                                               workflow::Id account);

// A match that the secretary is to look at, or has.
struct Doubt {
    workflow::Id account = 0, nomination = 0;
    std::string member_name, declared, nominee, unit_name;
    workflow::Match standing = workflow::Match::doubtful;
};
// Of what was declared for the meeting, without what is hidden from the reader.
std::vector<Doubt> doubts(soci::session& db, const Horizon& horizon, workflow::Id meeting);

// Whether the nomination is meant, says the secretary. Problem{missing} unless it is doubtful.
void settle_doubt(Change& change, workflow::Id account, workflow::Id nomination, bool meant,
                  workflow::Id secretary, std::int64_t now);

// The meetings, not yet opened, for which the reader has not declared.
std::set<workflow::Id> meetings_to_declare_for(soci::session& db, const workflow::Actor& reader);

}  // namespace tdkt::sql
