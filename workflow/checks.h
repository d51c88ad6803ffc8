// What must be true of the table, proved while compiling.
#pragma once

#include "workflow/transitions.h"

namespace tdkt::workflow {

constexpr bool is_final(State state) {
    using enum State;
    return state == withdrawn || state == not_recommended || state == refused || state == archived;
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

// Whether `goal` can be reached from draft without passing through `avoid`.
constexpr bool reachable(State goal, State avoid) {
    std::array<bool, state_names.size()> seen{};
    seen[static_cast<std::size_t>(State::draft)] = true;
    for (std::size_t round = 0; round < seen.size(); ++round)
        for (const auto& row : transitions)
            if (seen[static_cast<std::size_t>(row.from)] && row.from != avoid && row.to != avoid)
                seen[static_cast<std::size_t>(row.to)] = true;
    return seen[static_cast<std::size_t>(goal)];
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

}  // namespace tdkt::workflow
