// What must be true of the table, proved while compiling.
#pragma once

#include "workflow/transitions.h"

namespace tdkt::workflow {

constexpr bool is_final(State state) {
    using enum State;
    return state == withdrawn || state == not_recommended || state == refused || state == archived;
}

// Whether nothing more is awaited of a nomination before its dossier is archived.
constexpr bool is_settled(State state) {
    return state == State::paid || is_final(state);
}

// Two rows for one state and event only where the verdict tells them apart.
constexpr bool rows_are_unambiguous() {
    const auto outcome = [](const Transition& row) {
        return has(row.guard, Guard::carried) ? 1 : has(row.guard, Guard::not_carried) ? -1 : 0;
    };
    for (const auto& a : transitions)
        for (const auto& b : transitions)
            if (&a != &b && a.from == b.from && a.event == b.event && outcome(a) * outcome(b) != -1)
                return false;
    return true;
}

constexpr bool every_row_names_a_role() {
    for (const auto& row : transitions)
        if (row.role == Role{}) return false;
    return true;
}

constexpr bool leads_on(State state) {
    for (const auto& row : transitions)
        if (row.from == state && row.to != state) return true;
    return false;
}

constexpr bool only_final_states_end() {
    for (const auto& name : names<State>)
        if (leads_on(name.value) == is_final(name.value)) return false;
    return true;
}

// Whether `goal` can be reached from `start` without passing through `avoid`.
constexpr bool leads(State start, State goal, State avoid) {
    std::array<bool, state_names.size()> seen{};
    seen[static_cast<std::size_t>(start)] = true;
    for (std::size_t round = 0; round < seen.size(); ++round)
        for (const auto& row : transitions)
            if (seen[static_cast<std::size_t>(row.from)] && row.from != avoid && row.to != avoid)
                seen[static_cast<std::size_t>(row.to)] = true;
    return seen[static_cast<std::size_t>(goal)];
}

constexpr bool reachable(State goal, State avoid) {
    return leads(State::draft, goal, avoid);
}

constexpr bool every_state_is_reached() {
    for (const auto& name : names<State>)
        if (name.value != State::withdrawn && !reachable(name.value, State::withdrawn))
            return false;
    return reachable(State::withdrawn, State::refused);
}

constexpr bool every_event_is_used() {
    for (const auto& name : names<Event>) {
        bool used = false;
        for (const auto& row : transitions) used = used || row.event == name.value;
        if (!used) return false;
    }
    return true;
}

constexpr bool asks(Event event, Guard guard) {
    for (const auto& row : transitions)
        if (row.event == event && !has(row.guard, guard)) return false;
    return true;
}

// A suspended nomination takes no step but to be resumed; the draft that it stands
// in may be handed back, so that the others go on without it.
constexpr bool suspension_stops_everything() {
    for (const auto& row : transitions)
        if (row.event != Event::resume && row.event != Event::hand_back &&
            !has(row.guard, Guard::not_suspended))
            return false;
    return true;
}

static_assert(rows_are_unambiguous(), "two rows for one state and event");
static_assert(every_row_names_a_role(), "a step that nobody may take");
static_assert(only_final_states_end(), "a state has no way out, or a final state has one");
static_assert(reachable(State::issued, State::withdrawn));
static_assert(!reachable(State::issued, State::received), "issued without intake");
static_assert(!reachable(State::issued, State::appraised), "issued without appraisal");
static_assert(!reachable(State::issued, State::voting), "issued without a vote");
static_assert(!reachable(State::issued, State::recommended), "issued without the council's yes");
static_assert(!reachable(State::issued, State::signed_off), "issued without the signature");
static_assert(every_state_is_reached(), "a state that nothing leads to");
static_assert(every_event_is_used(), "an event that is never open");
static_assert(suspension_stops_everything(), "a step that a suspension does not stop");
static_assert(!leads(State::voting, State::returned, State::appraised),
              "what was voted on can be edited without a new vote");
static_assert(!leads(State::received, State::withdrawn, State::returned),
              "withdrawn after intake without having been returned");
static_assert(!leads(State::signed_off, State::appraised, State::refused), "a signature undone");
static_assert(!leads(State::signed_off, State::refused, State::appraised), "a signature undone");
static_assert(asks(Event::appraise, Guard::impartial), "appraised by whoever proposed it");
static_assert(asks(Event::appraise, Guard::sheets_in), "found fit before the sheets are in");
static_assert(asks(Event::hand_in_sheet, Guard::impartial), "a sheet of somebody concerned");
static_assert(asks(Event::declare, Guard::impartial), "counted by a nominee");
static_assert(asks(Event::declare, Guard::ballots_closed), "declared before the last ballot");
static_assert(asks(Event::declare, Guard::opened), "declared before the ballots were opened");
static_assert(asks(Event::decide_for, Guard::presides) && asks(Event::decide_for, Guard::tied) &&
                  asks(Event::decide_for, Guard::opened) &&
                  asks(Event::decide_for, Guard::impartial),
              "a tie decided by another, or where there is none");
static_assert(asks(Event::decide_against, Guard::presides) &&
                  asks(Event::decide_against, Guard::tied) &&
                  asks(Event::decide_against, Guard::undeclared),
              "a tie decided by another, or after the result");
static_assert(asks(Event::open_vote, Guard::keyed), "ballots that nobody could open");
static_assert(asks(Event::open_vote, Guard::quorate), "a vote without a quorum");
static_assert(asks(Event::declare, Guard::quorate), "a result without a quorum");
static_assert(asks(Event::schedule, Guard::complete), "put before the council half done");
static_assert(asks(Event::open_vote, Guard::complete), "voted on half done");
static_assert(asks(Event::open_vote, Guard::presided), "a vote without chair or secretary");
static_assert(asks(Event::present, Guard::within_prizes), "more prizes than were promised");
static_assert(asks(Event::declare, Guard::undeclared), "two results of one meeting");
static_assert(asks(Event::open_vote, Guard::day_come), "a vote before the day of the meeting");
static_assert(asks(Event::archive, Guard::settled), "a dossier archived half done");
static_assert(asks(Event::issue, Guard::signature_valid), "sealed without a valid signature");

}  // namespace tdkt::workflow
