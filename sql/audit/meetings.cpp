#include <algorithm>

#include "sql/audit/checks.h"
#include "sql/council.h"
#include "sql/digest.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "workflow/facts.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// What one check speaks about.
struct Case {
    soci::session& db;
    const Meeting& meeting;
    Breaks& breaks;

    void say(const std::string& what) const { add_break(breaks, "meeting", meeting.id, what); }
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
void check_lock(const Case& on) {
    std::string whole;
    for (const auto& item : on.meeting.agenda) whole += item.content_hash;
    if (on.meeting.agenda_hash != sha256_hex(whole))
        on.say("its agenda is not the one that was locked");
    const auto mark = "%\"agenda\":\"" + on.meeting.agenda_hash + "\"%";
    std::int64_t lines = 0;
    on.db << "select count(*) from event e join agenda_item g on g.nomination_id = e.nomination_id"
             " where g.meeting_id = :meeting and e.event = 'open_vote' and e.data like :mark",
        into(lines), use(on.meeting.id), use(mark);
    if (lines == 0) on.say("no line of a history opened the vote on this agenda");
}

void check_voters(const Case& on) {
    for (const auto& voter : load_voters(on.db, on.meeting.id)) {
        const auto member = std::ranges::find(on.meeting.members, voter.member, &Member::id);
        const auto item =
            std::ranges::find(on.meeting.agenda, voter.nomination, &AgendaItem::nomination);
        if (member == on.meeting.members.end() || item == on.meeting.agenda.end())
            on.say("a vote by no member, or on no item");
        else if (member->presence == Presence::absent)
            on.say(*item, "a vote by an absent member");
        else if (recused(*member, *item))
            on.say(*item, "a vote by a member who takes no part in it");
    }
}

// A verdict is what the votes give by the rules under which the dossier is judged.
void check_verdicts(const Case& on, const Rules& rules) {
    bool any = false;
    for (const auto& item : on.meeting.agenda) {
        if (item.verdict.empty()) continue;
        any = true;
        if (item.form == Form::secret && item.yes + item.no + item.invalid != item.ballots)
            on.say(item, "ballots opened that are not as many as its voters");
        const auto& pack = rules.pack(load_dossier(on.db, item.dossier).pack);
        const auto count = count_of(on.meeting, item, pack, pack.award(item.award).threshold);
        if (item.tie && !count.chair_decides)
            on.say(item, "a tie decided by somebody whom no rule lets decide it");
        if (carried(count) != (item.verdict == code(State::recommended)))
            on.say(item, "a verdict that its votes do not give");
    }
    if (any != (on.meeting.declared_at != 0))
        on.say("declared without a verdict, or a verdict without being declared");
    const int quorum =
        rules.on(on.meeting.held_on).quorum(static_cast<int>(on.meeting.members.size()));
    if (any && on.meeting.present() < quorum) on.say("declared without its quorum");
}

// Minutes are signed by those who sat as chair and as secretary, after the result.
void check_minutes(const Case& on) {
    Id chair = 0, secretary = 0;
    on.db << "select chair_signed_by, secretary_signed_by from meeting where id = :id", into(chair),
        into(secretary), use(on.meeting.id);
    const auto check = [&](Id by, std::int64_t at, CouncilPost post) {
        if (by == 0 && at == 0) return;
        const auto* signer = signer_of(on.meeting, post);
        if (signer == nullptr || signer->account != by || at < on.meeting.declared_at)
            on.say("minutes signed by another, or before the result");
    };
    check(chair, on.meeting.chair_signed_at, CouncilPost::chair);
    check(secretary, on.meeting.secretary_signed_at, CouncilPost::secretary);
    const auto paper = find_document(on.db, "meeting", on.meeting.id, PaperKind::minutes);
    if (paper && !paper->signed_file.empty())
        for (const auto& fault : faults_of_files(on.db, *paper)) on.say("minutes: " + fault);
}

}  // namespace

void check_meeting(soci::session& db, Id id, const Rules& rules, Breaks& breaks) {
    const auto meeting = load_meeting(db, id);
    const Case on{db, meeting, breaks};
    if (meeting.opened_at == 0) {
        if (!load_voters(db, id).empty()) on.say("votes before it was opened");
        return;
    }
    check_lock(on);
    check_voters(on);
    check_verdicts(on, rules);
    check_minutes(on);
}

}  // namespace tdkt::sql
