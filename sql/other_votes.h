// Votes that are not sealed ballots: by name, by hands, on paper.
#pragma once

#include <map>

#include "sql/database.h"
#include "workflow/council.h"

namespace tdkt::sql {

void set_form(Change& change, workflow::Id meeting, workflow::Id nomination, workflow::Form form);

// Votes that everybody may know of. Problem{conflict} as add_votes().
void add_named_votes(Change& change, workflow::Id meeting, workflow::Id member,
                     const std::map<workflow::Id, workflow::Vote>& votes);

struct NamedVote {
    workflow::Id nomination = 0;
    std::string member;
    workflow::Vote vote = workflow::Vote::blank;
};
// By nomination, and in the order of the council.
std::vector<NamedVote> named_votes(soci::session& db, workflow::Id meeting);

// What was decided on an item of which the votes were even. Problem{conflict} the second time.
void add_tie_decision(Change& change, workflow::Id meeting, workflow::Id nomination,
                      const workflow::TieDecision& decision);

// Fills in what was said on the items that are voted on by name.
void count_named(soci::session& db, workflow::Meeting& meeting);
// Keeps that count with the item.
void keep_count(Change& change, workflow::Id meeting, const workflow::AgendaItem& item,
                std::int64_t at);

// A member's ballot on paper is in, on these items.
void add_paper_votes(Change& change, workflow::Id meeting, workflow::Id member,
                     const std::vector<workflow::Id>& nominations);
// How many there are, by nomination.
std::map<workflow::Id, int> paper_votes(soci::session& db, workflow::Id meeting);

// How many forms of the ballot on paper were given out in all; of how many members one is in.
void set_paper_forms(Change& change, workflow::Id meeting, int forms);
int paper_voters(soci::session& db, workflow::Id meeting);

// Who counts, their head first; the first two enter what is on paper. What others entered is
// gone.
void set_tellers(Change& change, workflow::Id meeting, const std::vector<workflow::Id>& members);
std::vector<workflow::Id> tellers(soci::session& db, workflow::Id meeting);

// What a teller found, sealed; anew in the place of what they entered before.
void set_paper_count(Change& change, workflow::Id meeting, workflow::Id nomination, int place,
                     const std::string& sealed);
// By nomination and place.
std::map<std::pair<workflow::Id, int>, std::string> paper_counts(soci::session& db,
                                                                 workflow::Id meeting);

}  // namespace tdkt::sql
