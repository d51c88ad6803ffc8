// Councils of an organ, and the terms in which they sit by their founding decisions.
#pragma once

#include "sql/database.h"
#include "workflow/council.h"

namespace tdkt::sql {

struct Term {
    workflow::Id id = 0, council_id = 0;
    std::string council, symbol, decision;
    workflow::Day valid_from, valid_to;
    std::int64_t made_at = 0, ended_at = 0;
    std::string made_by = {}, ended_by = {}, end_reason = {};
};

// A new term of a council, or of a new council when the organ has none of that name, with
// its seats in order. Throws Problem{blocked} for days on which the council sits already.
struct NewTerm {
    workflow::Id organ = 0;
    Term term;
    std::vector<workflow::CouncilSeat> seats = {};
    workflow::CouncilKind kind = workflow::CouncilKind::agency;
    workflow::Id by = 0;  // 0: set up from a file
    std::int64_t at = 0;
};
workflow::Id add_term(Change& change, const NewTerm& wanted);

// Ends a term with `last` as its last day, for a reason. Problem{conflict} when it has ended.
void end_term(Change& change, const Term& term, workflow::Day last, workflow::Id by,
              std::int64_t at, const std::string& reason);

// The terms of an organ's councils that are valid on a day.
std::vector<Term> terms_on(soci::session& db, workflow::Id organ, workflow::Day day);

// All terms of an organ's councils, by council, the newest first.
std::vector<Term> terms_of(soci::session& db, workflow::Id organ);

struct Council {
    workflow::Id id = 0;
    std::string name, symbol;
    workflow::CouncilKind kind = workflow::CouncilKind::agency;
};
std::vector<Council> councils_of(soci::session& db, workflow::Id organ);

// Who sits in the terms of an organ, and who stands in for whom, in their order.
struct SeatHolder {
    workflow::Id term = 0, seat = 0, stands_in_for = 0;
    std::string name, post;
    workflow::CouncilPost council_post = workflow::CouncilPost::member;
};
std::vector<SeatHolder> holders_of(soci::session& db, workflow::Id organ);

// The last day of which a meeting of the term was held or called; nothing when none was.
std::optional<workflow::Day> last_meeting(soci::session& db, workflow::Id term);

}  // namespace tdkt::sql
