// Decisions and what they gather.
#pragma once

#include <map>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/decision.h"

namespace tdkt::sql {

// With its items in order; Problem{missing}.
workflow::Decision load_decision(soci::session& db, workflow::Id id);
// As a reader of the same organ may see it (Problem{missing} for others, and when all of it is
// hidden from them): `reserved` as long as it is not issued, for whoever is in conflict with
// anything under way.
workflow::Decision load_decision(soci::session& db, const Horizon& horizon, workflow::Id id);
workflow::Decision load_decision(soci::session& db, const workflow::Actor& reader, workflow::Id id);

// Those that gather the nominations n of `condition`, which binds :id.
std::vector<workflow::Decision> load_decisions_of(soci::session& db, const std::string& condition,
                                                  workflow::Id id);

// Where the nominations n of a group of rows stand together, as SQL: the code of
// what state_of() says, or '' when there are none.
const std::string& least_advanced();

struct DecisionCard {
    workflow::Id id = 0;
    std::string title, signer_name, outcome, state;  // state: code of the nominations'
    std::int64_t created_at = 0;
    int items = 0;
    std::int64_t total = 0;
    int number = 0;
    std::string symbol, issued_on;
};

// The newest first, as the reader may see them, at most `most` of those before the decision
// `before` (0: from the newest).
std::vector<DecisionCard> load_decisions(soci::session& db, const Horizon& horizon,
                                         workflow::Id before, int most);

// Recommended nominations of the organ that no draft holds yet and no complaint
// stops, by round, unit and name; for whoever may draft.
std::vector<workflow::DecisionItem> awaiting_decision(soci::session& db, workflow::Id organ);

// Stores a draft with its items and takes the nominations into it. Problem{conflict}
// when one of them is in a draft already.
workflow::Id add_decision(Change& change, const workflow::Decision& draft, workflow::Id author,
                          std::int64_t now);

// Puts title, basis, signer and items of `draft` in place of what the draft was.
// What is no longer in it waits for a decision again. Problem{conflict} as above.
void edit_decision(Change& change, const workflow::Decision& draft);

// "Giải Nhất (Đợt 1): 02, tối đa 01": prizes that the decision, together with what
// is with the Director or was decided before in the same round, exceeds.
std::vector<std::string> over_prizes(soci::session& db, workflow::Id decision);

// Problem{stale} when it is no longer at `version`.
void touch_decision(Change& change, workflow::Id id, std::int64_t version);

// How it ended short of being issued; the nominations become free.
void close_decision(Change& change, workflow::Id id, const std::string& outcome, bool free_items);

void set_signed(Change& change, workflow::Id id, workflow::Id who, std::int64_t at);
void set_issued(Change& change, workflow::Id id, workflow::Id who, std::int64_t at);

// The paper of a decision, held against the facts of this moment.
struct PaperStanding {
    workflow::Id document = 0;
    bool unchanged = false;  // it was made from these very facts, and no other is being made
    bool is_signed = false;
};
// For those of the decisions that have a paper.
std::map<workflow::Id, PaperStanding> paper_standings(
    soci::session& db, const std::vector<workflow::Decision>& decisions);

}  // namespace tdkt::sql
