// The council and its meetings.
#pragma once

#include <optional>

#include "workflow/council_papers.h"
#include "workflow/council_term.h"
#include "workflow/dossier.h"
#include "workflow/poll.h"

namespace tdkt::workflow {

enum class Presence { absent, present, written };
inline constexpr auto presence_names = std::to_array<Name<Presence>>({
    {Presence::absent, "absent", "Vắng mặt"},
    {Presence::present, "present", "Có mặt"},
    {Presence::written, "written", "Ý kiến bằng văn bản"},
});
template <>
inline constexpr std::span<const Name<Presence>> names<Presence> = presence_names;

struct Member {
    Id id = 0;
    Id account = 0;
    std::string name, post;
    CouncilPost council_post = CouncilPost::member;
    Presence presence = Presence::absent;
    bool recused = false;  // takes no part in any vote of this meeting
    Id unit = 0;
    std::string stand_in = {};  // who may come in the holder's place; empty: nobody
    std::string came_for = {};  // the holder, where the stand-in came: id, name and post are theirs
    bool late = false;          // the time for their opinion in writing is over
    bool declared = true;       // has said with whom they are in conflict, or with nobody
    bool stood_in() const { return !came_for.empty(); }
};

// What was decided where the votes on an item were even.
struct TieDecision {
    Id member = 0, account = 0;
    std::string by, reason;
    std::string basis;  // the rule that lets them decide
    bool carried = false;
    std::int64_t at = 0;
};

// One nomination on the agenda. Who has voted is known while the vote is open.
struct AgendaItem {
    Id nomination = 0;
    Id dossier = 0;
    int ordinal = 0;
    std::string name, post, unit_name, award, prize_name;
    Subject subject = Subject::collective;
    Id nominee_account = 0, nominee_unit = 0, proposer = 0;
    State state = State::on_agenda;
    std::string suspension;
    std::string content_hash;
    std::string verdict;               // code of a State; empty before
    int yes = 0, no = 0, invalid = 0;  // zero until the ballots have been opened
    int base = 0;     // of how many members the declared share is; 0: of all of them
    int ballots = 0;  // how many are in
    Form form = Form::secret;
    int unvoted = 0;              // of hands: who was there and raised none
    std::int64_t counted_at = 0;  // when its ballots were opened; 0: they are not
    std::vector<Id> voters;
    Id presiding = 0;  // the member who presides over it in the chair's place; 0: the chair does
    std::vector<Id> conflicted = {};  // accounts that declared a conflict with it
    std::optional<TieDecision> tie = {};
};

// A member who was noted as gone while the vote was open.
struct Departure {
    Id member = 0;
    std::string name, noted_by, reason;
    std::int64_t at = 0;
};

struct Meeting {
    Id id = 0;
    Id organ = 0;
    Id term = 0, council_id = 0;
    std::string council, symbol, term_decision;
    Day held_on;
    std::string held_at, place;
    std::int64_t version = 0;  // as the reader was told; what a change counts is `changes`
    std::int64_t changes = 0;
    bool shut = false;     // the reader has not declared yet: no agenda is shown
    bool extract = false;  // to the reader its papers are extracts of what they may see
    std::string agenda_hash;
    std::int64_t opened_at = 0, declared_at = 0, cancelled_at = 0;
    std::int64_t chair_signed_at = 0, secretary_signed_at = 0;
    std::string chair_signed_by, secretary_signed_by;
    int quorum = 0;
    std::optional<Day> written_by;  // the last day for opinions in writing; nothing: the count
    std::int64_t invited_at = 0;
    std::string invited_by;
    std::vector<Member> members;
    std::vector<AgendaItem> agenda;
    std::vector<Departure> departures;
    Poll poll;
    std::vector<NumberedPaper> papers;  // of its papers those that have a number
    int paper_forms = 0;                // forms of the ballot on paper that were given out

    // With its number; null before it has one, or where the reader is not told.
    const NumberedPaper* paper(CouncilPaper kind) const;
    int present() const;  // in the room: these make the quorum
    // Of how many members the share of an item is; `item` is declared.
    int base(const AgendaItem& item) const;
    int count(Presence presence) const;
    // By one of the two, or by both.
    bool has_signed_minutes() const { return chair_signed_at != 0 || secretary_signed_at != 0; }
};

// Who presides over an item: the chair, or who was named in their place, in the room and with
// no part in it; null: nobody does. Lives as long as the meeting.
const Member* presiding(const Meeting& meeting, const AgendaItem& item);

// Who signs the minutes as the chair: the chair, or, where they are absent, who presided in
// their place over all; null: nobody.
const Member* chair_of_minutes(const Meeting& meeting);

// Who signs the minutes as the chair, or as the secretary; null: nobody.
const Member* signer_of(const Meeting& meeting, CouncilPost as);

// Why an item cannot be dealt with: who is to lead the meeting, or to keep its minutes, is
// not there; empty: both are.
std::string unseated(const Meeting& meeting, const AgendaItem& item);

// Who is in the room and has not declared whether they are in conflict with anything.
std::vector<std::string> not_declared(const Meeting& meeting);

// The member that a person is on this council; nothing when none.
std::optional<Member> member_of(const Meeting& meeting, Id account);

// Whether a member takes no part in an item: by a conflict that they declared, or because
// they are nominated, proposed it, or belong to the nominated collective.
bool recused(const Member& member, const AgendaItem& item);

// Notes whose opinion in writing comes too late on a day.
void close_written(Meeting& meeting, Day today);

// Whether a ballot of this member on this item may still come; whether the vote
// is open is not looked at.
bool awaited(const Member& member, const AgendaItem& item);

// Whether a ballot of the member is in, on anything that is being voted on.
bool has_voted(const Meeting& meeting, const Member& member);

// Whether something is being voted on, and no result is out.
bool is_voting(const Meeting& meeting);

// Whether ballots are still taken.
bool takes_ballots(const Meeting& meeting);

// Whether the member may vote on the item, while the meeting votes.
bool may_vote(const Member& member, const AgendaItem& item);

// How many ballots there will be on an item if everybody votes who may.
int expected_ballots(const Meeting& meeting, const AgendaItem& item);

// The vote on one item by the rules of its pack, in whole numbers. The threshold is the award's.
Count count_of(const Meeting& meeting, const AgendaItem& item, const Pack& pack,
               const Threshold& threshold);

// How many ballots may still come, on that item on which most are awaited.
int awaited_ballots(const Meeting& meeting);

// The post of which a person holds a code at this meeting, or is to take one; nothing when of
// none.
std::optional<Holder> holder_of(const Meeting& meeting, Id account);

}  // namespace tdkt::workflow
