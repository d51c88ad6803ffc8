// The council and its meetings.
#pragma once

#include <optional>

#include "workflow/dossier.h"
#include "workflow/poll.h"

namespace tdkt::workflow {

enum class CouncilPost { chair, deputy_chair, secretary, member };
inline constexpr auto council_post_names = std::to_array<Name<CouncilPost>>({
    {CouncilPost::chair, "chair", "Chủ tịch Hội đồng"},
    {CouncilPost::deputy_chair, "deputy_chair", "Phó Chủ tịch Hội đồng"},
    {CouncilPost::secretary, "secretary", "Thư ký Hội đồng"},
    {CouncilPost::member, "member", "Ủy viên"},
});
template <>
inline constexpr std::span<const Name<CouncilPost>> names<CouncilPost> = council_post_names;

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
    bool recused = false;  // declared a conflict of interest for this meeting
    Id unit = 0;
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
    int ballots = 0;                   // how many are in
    Form form = Form::secret;
    int unvoted = 0;              // of hands: who was there and raised none
    std::int64_t counted_at = 0;  // when its ballots were opened; 0: they are not
    std::vector<Id> voters;
    Threshold threshold;
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
    Id term = 0;
    std::string council, symbol, term_decision;
    Day held_on;
    std::string held_at, place;
    std::int64_t version = 0;
    std::string agenda_hash;
    std::int64_t opened_at = 0, declared_at = 0, cancelled_at = 0;
    std::int64_t chair_signed_at = 0, secretary_signed_at = 0;
    std::string chair_signed_by, secretary_signed_by;
    int quorum = 0;
    std::vector<Member> members;
    std::vector<AgendaItem> agenda;
    std::vector<Departure> departures;
    Poll poll;

    int present() const;  // in the room: these make the quorum
    int count(Presence presence) const;
    // By one of the two, or by both.
    bool has_signed_minutes() const { return chair_signed_at != 0 || secretary_signed_at != 0; }
};

// "Chủ tịch Hội đồng, Thư ký Hội đồng": who of the two that lead a meeting and keep
// its minutes is not in the room; empty: both are.
std::string unseated(const Meeting& meeting);

// The member that a person is on this council; nothing when none.
std::optional<Member> member_of(const Meeting& meeting, Id account);

// Whether a member takes no part in an item: by a declared conflict, or because
// they are nominated, proposed it, or belong to the nominated collective.
bool recused(const Member& member, const AgendaItem& item);

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

// How many ballots may still come, on that item on which most are awaited.
int awaited_ballots(const Meeting& meeting);

// The post of which a person holds a code at this meeting, or is to take one; nothing when of
// none.
std::optional<Holder> holder_of(const Meeting& meeting, Id account);

}  // namespace tdkt::workflow
