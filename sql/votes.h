// The votes of a meeting: who has voted is kept apart from what was voted.
#pragma once

#include <set>

#include "sql/database.h"
#include "workflow/council.h"

namespace tdkt::sql {

// One member's votes on the items. Problem{conflict} when one of them is in
// already: the key of the table refuses it, whoever comes second.
struct SealedVote {
    workflow::Id nomination = 0;
    std::string ballot;  // random, at most 22 characters: the ballot's only name
    std::string sealed;  // as long as every other
};
void add_votes(Change& change, workflow::Id meeting, workflow::Id member,
               const std::vector<SealedVote>& votes);

// The items on which a member has voted.
std::vector<workflow::Id> voted(soci::session& db, workflow::Id meeting, workflow::Id member);

// Fills in, for every item of the agenda, who has voted on it.
void load_voters(soci::session& db, workflow::Meeting& meeting);

// The meetings in which the reader may vote on something now. One statement.
std::set<workflow::Id> meetings_to_vote_in(soci::session& db, const workflow::Actor& reader);

}  // namespace tdkt::sql
