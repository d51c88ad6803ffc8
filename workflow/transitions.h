// START HERE. The life of a nomination, in one table. The pages, the API, the
// OpenAPI document, the diagram in README.md and the tests read these rows;
// nothing else decides who may do what, and when. To change the procedure,
// change a row; checks.h proves what must stay true of the whole.
#pragma once

#include "workflow/states.h"
#include "workflow/visibility.h"

namespace tdkt::workflow {

struct Transition {
    State from;
    Event event;
    State to;
    Role role;        // any one of these may take the step
    Guard guard;      // all of these must hold; see guards.cpp for the reasons shown
    Effect effect;    // carried out once the step is stored; see server/jobs/jobs.cpp
    Through through;  // what the step is taken on: a dossier or one nomination, a meeting, a
                      // decision, a sheet, one item of an agenda
    Reason reason;    // whether the person must say why
};

namespace detail {

inline constexpr auto main_path = [] {
    using enum State;
    using enum Event;
    using enum Role;
    using enum Guard;
    using enum Effect;
    using enum Through;
    constexpr auto no = Reason::none, why = Reason::required;
    // clang-format off
    return std::to_array<Transition>({
        // from       event       to               role                               guard                               effect                                through   reason
        {draft,       submit,     submitted,       unit_head,                         complete | in_time,                 write_submission | notify_office,     dossier,  no},
        {draft,       withdraw,   withdrawn,       unit_head,                         {},                                 {},                                   dossier,  no},
        {submitted,   withdraw,   withdrawn,       unit_head,                         {},                                 notify_office,                        dossier,  no},
        {submitted,   receive,    received,        standing_office,                   {},                                 write_receipt | notify_unit,          dossier,  no},
        {received,    send_back,  returned,        standing_office,                   {},                                 notify_unit,                          dossier,  why},
        {returned,    submit,     submitted,       unit_head,                         complete,                           write_submission | notify_office,     dossier,  no},
        {returned,    withdraw,   withdrawn,       unit_head,                         {},                                 notify_office,                        dossier,  no},
        {received,    appraise,   appraised,       standing_office | data_office,     complete | impartial | sheets_in,   notify_office,                        dossier,  no},
        {received,    assign_sheet,   received,    standing_office,                   impartial,                          {},                                   sheet,    no},
        {received,    hand_in_sheet,  received,    appraisers,                        impartial,                          {},                                   sheet,    no},
        {received,    return_sheet,   received,    standing_office,                   impartial,                          {},                                   sheet,    why},
        {received,    withdraw_sheet, received,    standing_office,                   impartial,                          {},                                   sheet,    why},
        {appraised,   send_back,  returned,        standing_office,                   {},                                 notify_unit,                          dossier,  why},
        {appraised,   schedule,   on_agenda,       council_secretary,                 complete,                           notify_office,                        meeting,  no},
        {on_agenda,   postpone,   appraised,       council_secretary,                 {},                                 notify_unit,                          dossier,  why},
        {on_agenda,   open_vote,  voting,          council_secretary | council_chair, complete | day_come | quorate | presided | all_declared | keyed, notify_office, meeting,  no},
        {voting,      declare,    recommended,     council_secretary | council_chair, undeclared | quorate | ballots_closed | opened | impartial | carried,     write_minutes | notify_unit | notify_office, meeting, no},
        {voting,      declare,    not_recommended, council_secretary | council_chair, undeclared | quorate | ballots_closed | opened | impartial | not_carried, write_minutes | notify_unit | notify_office, meeting, no},
        {voting,      decide_for,     voting,      council_chair | council_member,    undeclared | quorate | ballots_closed | opened | impartial | presides | tied, {},            item,     why},
        {voting,      decide_against, voting,      council_chair | council_member,    undeclared | quorate | ballots_closed | opened | impartial | presides | tied, {},            item,     why},
        {voting,      postpone,   appraised,       council_secretary,                 left_over,                          notify_unit,                          dossier,  why},
        {recommended, present,    presented,       standing_office,                   minutes_signed | drafted | within_prizes, write_decision | notify_office,       decision, no},
        {presented,   reconsider, appraised,       director | deputy_director,        {},                                 notify_office | notify_unit,          decision, why},
        {presented,   hand_back,  recommended,     director | deputy_director,        {},                                 notify_office,                        decision, why},
        {presented,   refuse,     refused,         director | deputy_director,        {},                                 notify_unit,                          decision, why},
        {presented,   sign,       signed_off,      director | deputy_director,        content_unchanged | authorised,     notify_office,                        decision, no},
        {signed_off,  issue,      issued,          clerk,                             content_unchanged | signature_valid, notify_unit | notify_office,         decision, no},
        {issued,      pay,        paid,            finance,                           {},                                 notify_unit,                          decision, no},
        {paid,        archive,    archived,        clerk,                             settled,                            {},                                   dossier,  no},
    });
    // clang-format on
}();

// While a nomination is under way before its signature, a complaint or an
// investigation stops it where it stands (domain rule X3: not yet considered,
// which is no rejection). Being suspended is a fact beside the state.
inline constexpr auto suspendable =
    std::to_array<State>({State::submitted, State::received, State::returned, State::appraised,
                          State::on_agenda, State::voting, State::recommended, State::presented});

}  // namespace detail

// One row for each state and event; two where the count decides (`declare`).
inline constexpr auto transitions = [] {
    constexpr auto who = Role::standing_office | Role::director;
    std::array<Transition, detail::main_path.size() + 2 * detail::suspendable.size()> rows{};
    std::size_t next = 0;
    for (const auto& row : detail::main_path) {
        rows[next] = row;
        // A complaint about one item must not hold the whole paper: it goes back
        // to the office, which takes the item out.
        rows[next++].guard =
            row.event == Event::hand_back ? row.guard : row.guard | Guard::not_suspended;
    }
    for (const auto state : detail::suspendable) {
        rows[next++] = {state,
                        Event::suspend,
                        state,
                        who,
                        Guard::not_suspended,
                        Effect::notify_unit,
                        Through::dossier,
                        Reason::required};
        rows[next++] = {state,
                        Event::resume,
                        state,
                        who,
                        Guard::suspended,
                        Effect::notify_unit,
                        Through::dossier,
                        Reason::required};
    }
    return rows;
}();

// A decision moves as one paper or not at all; of a dossier or a meeting, those
// nominations move for which the event is open.
constexpr bool indivisible(Through through) {
    return through == Through::decision;
}

}  // namespace tdkt::workflow
