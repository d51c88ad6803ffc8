#include "sql/votes.h"

#include <map>

#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

void add_votes(Change& change, Id meeting, Id member, const std::vector<SealedVote>& votes) {
    auto& db = change.db();
    for (const auto& vote : votes) {
        try {
            db << "insert into turnout (meeting_id, nomination_id, member_id)"
                  " values (:meeting, :nomination, :member)",
                use(meeting), use(vote.nomination), use(member);
        } catch (const soci::soci_error& error) {
            if (!is_duplicate(error)) throw;
            throw Problem(Kind::conflict, "Ông/Bà đã biểu quyết nội dung này rồi.");
        }
        db << "insert into ballot (id, meeting_id, nomination_id, sealed)"
              " values (:id, :meeting, :nomination, :sealed)",
            use(vote.ballot), use(meeting), use(vote.nomination), use(vote.sealed);
    }
}

std::vector<Id> voted(soci::session& db, Id meeting, Id member) {
    std::vector<Id> items;
    Id item = 0;
    soci::statement st =
        (db.prepare << "select nomination_id from turnout where meeting_id = :meeting"
                       " and member_id = :member order by nomination_id",
         into(item), use(meeting), use(member));
    st.execute();
    while (st.fetch()) items.push_back(item);
    return items;
}

void load_voters(soci::session& db, Meeting& meeting) {
    std::map<Id, std::vector<Id>> voters;
    Id nomination = 0, member = 0;
    soci::statement st =
        (db.prepare << "select nomination_id, member_id from turnout where meeting_id = :meeting"
                       " order by nomination_id, member_id",
         into(nomination), into(member), use(meeting.id));
    st.execute();
    while (st.fetch()) voters[nomination].push_back(member);
    for (auto& item : meeting.agenda) item.voters = std::move(voters[item.nomination]);
}

std::set<Id> meetings_to_vote_in(soci::session& db, const Actor& reader) {
    Member member;
    AgendaItem item;
    Id meeting = 0;
    std::string presence, subject;
    int recused = 0, voted = 0;
    member.account = reader.id;
    member.unit = reader.unit;
    item.state = State::voting;
    soci::statement st =
        (db.prepare << "select g.meeting_id, c.id, t.presence, t.recused, n.subject,"
                       " n.nominee_account, n.nominee_unit, d.submitted_by, n.suspension,"
                       " (select count(*) from turnout v where v.meeting_id = g.meeting_id"
                       " and v.nomination_id = g.nomination_id and v.member_id = c.id)"
                       " from nomination n join agenda_item g on g.meeting_id = n.meeting_id"
                       " and g.nomination_id = n.id join poll p on p.meeting_id = n.meeting_id"
                       " and p.closed_at = 0 join dossier d on d.id = n.dossier_id"
                       " join attendance t on t.meeting_id = g.meeting_id"
                       " join council_member c on c.id = t.member_id"
                       " left join council_member s on s.stands_in_for = c.id and t.stood_in = 1"
                       " where n.state = 'voting'"
                       " and coalesce(s.account_id, c.account_id) = :account"
                       " and not exists (select 1 from conflict k where k.account_id = :same"
                       " and k.nomination_id = n.id and k.standing <> 'dismissed')",
         into(meeting), into(member.id), into(presence), into(recused), into(subject),
         into(item.nominee_account), into(item.nominee_unit), into(item.proposer),
         into(item.suspension), into(voted), use(reader.id), use(reader.id));
    st.execute();
    std::set<Id> meetings;
    while (st.fetch()) {
        member.presence = stored<Presence>(presence);
        member.recused = recused != 0;
        item.subject = stored<Subject>(subject);
        item.voters.assign(voted != 0 ? 1 : 0, member.id);
        if (may_vote(member, item)) meetings.insert(meeting);
    }
    return meetings;
}

}  // namespace tdkt::sql
