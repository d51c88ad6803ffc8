#include <algorithm>

#include "sql/audit/checks.h"
#include "sql/council.h"
#include "sql/digest.h"
#include "sql/dossiers.h"
#include "workflow/facts.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// What one check speaks about.
struct Desk {
    soci::session& db;
    const Meeting& meeting;
    Breaks& breaks;

    void say(const std::string& what) const {
        breaks.push_back("meeting " + std::to_string(meeting.id) + ": " + what);
    }
    void say(const AgendaItem& item, const std::string& what) const {
        say("item " + std::to_string(item.nomination) + ", " + what);
    }
};

struct Voter {
    Id nomination = 0, member = 0;
};

std::vector<Voter> load_voters(soci::session& db, Id meeting) {
    std::vector<Voter> voters;
    Voter voter;
    soci::statement st = (db.prepare << "select nomination_id, member_id from turnout"
                                        " where meeting_id = :meeting"
                                        " order by nomination_id, member_id",
                          into(voter.nomination), into(voter.member), use(meeting));
    st.execute();
    while (st.fetch()) voters.push_back(voter);
    return voters;
}

// The agenda as a whole is named by its items in their order, and the lines that
// opened the vote repeat that name.
void check_lock(const Desk& desk) {
    std::string whole;
    for (const auto& item : desk.meeting.agenda) whole += item.content_hash;
    if (desk.meeting.agenda_hash != sha256_hex(whole))
        desk.say("its agenda is not the one that was locked");
    const auto mark = "%\"agenda\":\"" + desk.meeting.agenda_hash + "\"%";
    std::int64_t lines = 0;
    desk.db
        << "select count(*) from event e join agenda_item g on g.nomination_id = e.nomination_id"
           " where g.meeting_id = :meeting and e.event = 'open_vote' and e.data like :mark",
        into(lines), use(desk.meeting.id), use(mark);
    if (lines == 0) desk.say("no line of a history opened the vote on this agenda");
}

void check_voters(const Desk& desk) {
    for (const auto& voter : load_voters(desk.db, desk.meeting.id)) {
        const auto member = std::ranges::find(desk.meeting.members, voter.member, &Member::id);
        const auto item =
            std::ranges::find(desk.meeting.agenda, voter.nomination, &AgendaItem::nomination);
        if (member == desk.meeting.members.end() || item == desk.meeting.agenda.end())
            desk.say("a vote by no member, or on no item");
        else if (member->presence == Presence::absent)
            desk.say(*item, "a vote by an absent member");
        else if (recused(*member, *item))
            desk.say(*item, "a vote by a member who takes no part in it");
    }
}

// A verdict is what the votes give by the rules under which the dossier is judged.
void check_verdicts(const Desk& desk, const Rules& rules) {
    bool any = false;
    for (const auto& item : desk.meeting.agenda) {
        if (item.verdict.empty()) continue;
        any = true;
        const auto pack = load_dossier(desk.db, item.dossier).pack;
        const auto& award = rules.pack(pack).award(item.award);
        const auto needed = award.threshold.needed(static_cast<int>(desk.meeting.members.size()));
        const bool carried = item.verdict == code(State::recommended);
        if (carried != (item.yes >= needed)) desk.say(item, "a verdict that its votes do not give");
    }
    if (any != (desk.meeting.declared_at != 0))
        desk.say("declared without a verdict, or a verdict without being declared");
    const int quorum =
        rules.on(desk.meeting.held_on).quorum(static_cast<int>(desk.meeting.members.size()));
    if (any && desk.meeting.present() < quorum) desk.say("declared without its quorum");
}

// Minutes are signed by those who sat as chair and as secretary, after the result.
void check_minutes(const Desk& desk) {
    Id chair = 0, secretary = 0;
    desk.db << "select chair_signed_by, secretary_signed_by from meeting where id = :id",
        into(chair), into(secretary), use(desk.meeting.id);
    const auto check = [&](Id by, std::int64_t at, CouncilPost post) {
        if (by == 0 && at == 0) return;
        const auto member = member_of(desk.meeting, by);
        if (!member || member->council_post != post || at < desk.meeting.declared_at)
            desk.say("minutes signed by another, or before the result");
    };
    check(chair, desk.meeting.chair_signed_at, CouncilPost::chair);
    check(secretary, desk.meeting.secretary_signed_at, CouncilPost::secretary);
}

}  // namespace

void check_meeting(soci::session& db, Id id, const Rules& rules, Breaks& breaks) {
    const auto meeting = load_meeting(db, id);
    const Desk desk{db, meeting, breaks};
    if (meeting.opened_at == 0) {
        if (!load_voters(db, id).empty()) desk.say("votes before it was opened");
        return;
    }
    check_lock(desk);
    check_voters(desk);
    check_verdicts(desk, rules);
    check_minutes(desk);
}

}  // namespace tdkt::sql
