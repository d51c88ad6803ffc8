// Meetings of councils; their terms are in terms.h, the votes in votes.h.
#pragma once

#include <map>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/council.h"

namespace tdkt::sql {

// With members in their order and the agenda with its counts.
// Problem{missing}.
workflow::Meeting load_meeting(soci::session& db, workflow::Id id);
// As a reader of the same organ may see it (Problem{missing} for others): without what is
// hidden from them, as if it had never been put on the agenda.
workflow::Meeting load_meeting(soci::session& db, const Horizon& horizon, workflow::Id id);
workflow::Meeting load_meeting(soci::session& db, const workflow::Actor& reader, workflow::Id id);

// The two halves of it: what stands before the votes, and what was voted on what of it is left,
// so that nothing is asked about what was taken out in between.
workflow::Meeting load_agenda_of(soci::session& db, workflow::Id id);
void fill_votes(soci::session& db, workflow::Meeting& meeting);

struct MeetingCard {
    workflow::Id id = 0;
    std::string council, place, held_at;
    workflow::Day held_on;
    std::int64_t opened_at = 0, declared_at = 0, closed_at = 0, counted_at = 0;
    int items = 0;
    bool minutes_signed = false;
    bool shut = false;  // the reader has not declared yet, so that nothing more is told
};

// The newest first, as the reader may see them.
std::vector<MeetingCard> load_meetings(soci::session& db, const Horizon& horizon);

// A nomination that is fit and waits for a meeting; suspended ones do not.
struct Waiting {
    workflow::Id nomination = 0, dossier = 0;
    std::string name, post, unit_name, prize_name;
    std::int64_t amount = 0, since = 0;
};
// Of the newest dossier first.
std::vector<Waiting> awaiting_meeting(soci::session& db, const Horizon& horizon);

// The names of the rounds that these items are about, in their order.
std::vector<std::string> rounds_of(soci::session& db, const workflow::Meeting& meeting);

// What is said in short of each nomination on an agenda, for a ballot of those the reader sees.
std::map<workflow::Id, std::string> summaries(soci::session& db, workflow::Id meeting);

workflow::Id add_meeting(Change& change, workflow::Id organ, workflow::Id term, workflow::Day on,
                         const std::string& at, const std::string& place);

// The members were invited, and told by when opinions in writing must be there.
void set_invited(Change& change, workflow::Id meeting, std::optional<workflow::Day> written_by,
                 workflow::Id by, std::int64_t at);

// Who presides over an item in the chair's place; 0: the chair.
void set_presiding(Change& change, workflow::Id meeting, workflow::Id nomination,
                   workflow::Id member);

// Counts a change of the meeting. Problem{stale} when it is no longer at `version`.
void touch_meeting(Change& change, workflow::Id id, std::int64_t version);

void put_on_agenda(Change& change, workflow::Id meeting,
                   const std::vector<workflow::Id>& nominations);
// Sent back to the council: it waits for a new meeting, the old vote stays on record.
void leave_meeting(Change& change, workflow::Id nomination);
void take_off_agenda(Change& change, workflow::Id meeting, workflow::Id nomination);
// From now on the agenda is what these hashes say.
void lock_agenda(Change& change, const workflow::Meeting& meeting,
                 const std::vector<std::string>& hashes, const std::string& whole, std::int64_t at);
void set_attendance(Change& change, const workflow::Meeting& meeting);

// Who was noted as gone while the vote was open: lines are only added.
void add_departure(Change& change, workflow::Id meeting, workflow::Id member, workflow::Id noted_by,
                   std::int64_t at, const std::string& reason);
std::vector<workflow::Departure> departures(soci::session& db, workflow::Id meeting);

// It stays on record and is in no list.
void cancel_meeting(Change& change, workflow::Id meeting, std::int64_t at);

void set_verdict(Change& change, workflow::Id meeting, workflow::Id nomination, int base,
                 workflow::State verdict);
// New results want the minutes signed anew.
void set_declared(Change& change, workflow::Id meeting, std::int64_t at);

// Signs the minutes as chair or as secretary.
void sign_minutes(Change& change, workflow::Id meeting, workflow::CouncilPost as,
                  workflow::Id account, std::int64_t at);

}  // namespace tdkt::sql
