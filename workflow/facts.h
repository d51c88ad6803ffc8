// What is known of a nomination when a step is decided: gathered by one load
// and never changed, so that every guard sees the same moment.
#pragma once

#include "workflow/actor.h"
#include "workflow/awards.h"

namespace tdkt::workflow {

struct Facts {
    Id nomination = 0;
    Id dossier = 0;
    std::int64_t version = 0;  // of the dossier
    std::int64_t last_at = 0;  // when the last line of its history was written; 0: none was
    std::string nominee;       // named in reasons when several move together
    State state = State::draft;
    std::string suspension;  // why it is suspended; empty: it is not
    Id organ = 0, unit = 0;  // whose dossier it is
    Id nominee_account = 0;  // 0: a collective, or a person without an account
    Id nominee_unit = 0;     // 0: not of a unit that we know
    Id proposer = 0;         // who submitted it; 0 before
    std::vector<std::string> missing_parts;
    bool late = false;  // the round's deadline is over
    bool late_explained = false;
    Id meeting = 0;             // on whose agenda it is; 0: none
    Day today{}, meeting_on{};  // meeting_on: of `meeting`
    Count count;
    Id presiding = 0;      // the account of who presides over it; 0: of nobody
    std::string unseated;  // why nobody leads or minutes it; empty: both are there
    // Who is there and has not declared whether they are in conflict with anything.
    std::vector<std::string> not_declared_by;
    bool declared = false;           // its meeting has announced its result
    bool keyed = false;              // the three who open its ballots have their codes
    bool closed = false;             // its meeting takes no more ballots
    bool opened = false;             // its ballots have been opened
    bool poll_over = false;          // those of its meeting have; no others can be any more
    bool minutes_signed = false;     // by chair and secretary
    Id decision = 0;                 // in whose draft it is; 0: none
    Id signer = 0;                   // whom the draft names
    bool content_unchanged = false;  // the paper shown is the paper of these very facts
    bool signature_valid = false;
    // "Giải Nhất (Đợt 1): 02, tối đa 01": prizes of its round that the draft exceeds.
    std::vector<std::string> over_prizes;
    std::vector<std::string> open_sheets;  // whose sheets of appraisal are not handed in
    int unsettled = 0;                     // nominations of its dossier that are still under way
};

}  // namespace tdkt::workflow
