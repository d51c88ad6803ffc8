// Deciding a step. Pure: the same facts give the same answer, on any machine
// and in any year, which is how an old decision can be replayed.
#pragma once

#include <span>

#include "workflow/facts.h"
#include "workflow/transitions.h"

namespace tdkt::workflow {

// The nominations that an act is about: one, those of a dossier, those on an
// agenda, those in a decision.
using Group = std::span<const Facts>;

// A button: what this person may do next, and what it still lacks.
struct Choice {
    Event event;
    Reason reason;
    std::vector<std::string> lacking;     // empty: the step may be taken now
    std::vector<std::string> moves = {};  // the nominees whom it would move
};

// One nomination's move.
struct Step {
    Id nomination;
    Id dossier;
    std::int64_t version;  // of the dossier, when this was decided
    const Transition* row;
};

// The steps open to this person on this group, in the order of the table.
std::vector<Choice> choices(Group group, const Actor& actor, Through through);

// The moves that make up the step, at least one; or Problem: forbidden when it
// is not theirs to take from here, blocked (with every reason, not just the
// first) when something is lacking, the reason among it.
std::vector<Step> decide(Group group, const Actor& actor, Event event, Through through,
                         std::string_view reason);

// Who has a nomination now: the roles that can move it on (see courses.h).
Role holders(State state);

// Whether a nomination in `state` may still be edited by its unit.
constexpr bool editable(State state) {
    return state == State::draft || state == State::returned;
}

// Whether a nomination in `state` was put to the vote as it is, and so stays.
constexpr bool locked(State state) {
    return state >= State::voting;
}
static_assert(!locked(State::draft) && !locked(State::returned) && !locked(State::on_agenda));

}  // namespace tdkt::workflow
