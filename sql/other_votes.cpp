#include "sql/other_votes.h"

#include <algorithm>

#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

void add_turnout(soci::session& db, Id meeting, Id nomination, Id member, int on_paper) {
    try {
        db << "insert into turnout (meeting_id, nomination_id, member_id, on_paper)"
              " values (:meeting, :nomination, :member, :paper)",
            use(meeting), use(nomination), use(member), use(on_paper);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        throw Problem(Kind::conflict, "Thành viên này đã biểu quyết nội dung này rồi.");
    }
}

}  // namespace

void set_form(Change& change, Id meeting, Id nomination, Form form) {
    const std::string word(code(form));
    change.db() << "update agenda_item set form = :form where meeting_id = :meeting"
                   " and nomination_id = :nomination",
        use(word), use(meeting), use(nomination);
}

void add_named_votes(Change& change, Id meeting, Id member, const std::map<Id, Vote>& votes) {
    for (const auto& [nomination, vote] : votes) {
        const std::string word(code(vote));
        add_turnout(change.db(), meeting, nomination, member, 0);
        change.db() << "insert into named_vote (meeting_id, nomination_id, member_id, choice)"
                       " values (:meeting, :nomination, :member, :choice)",
            use(meeting), use(nomination), use(member), use(word);
    }
}

std::vector<NamedVote> named_votes(soci::session& db, Id meeting) {
    NamedVote one;
    std::string choice;
    soci::statement st =
        (db.prepare << "select v.nomination_id, a.name, v.choice from named_vote v"
                       " join council_member m on m.id = v.member_id"
                       " join account a on a.id = m.account_id where v.meeting_id = :meeting"
                       " order by v.nomination_id, m.ordinal, m.id",
         into(one.nomination), into(one.member), into(choice), use(meeting));
    return rows_of(st, [&] {
        one.vote = stored<Vote>(choice);
        return one;
    });
}

void add_tie_decision(Change& change, Id meeting, Id nomination, const TieDecision& decision) {
    const std::string choice(code(decision.carried ? Vote::yes : Vote::no));
    try {
        change.db() << "insert into tie_decision (meeting_id, nomination_id, member_id, account_id,"
                       " choice, reason, basis, at) values (:meeting, :nomination, :member,"
                       " :account, :choice, :reason, :basis, :at)",
            use(meeting), use(nomination), use(decision.member), use(decision.account), use(choice),
            use(decision.reason), use(decision.basis), use(decision.at);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        throw Problem(Kind::conflict, "Nội dung này đã có quyết định.");
    }
}

void count_named(soci::session& db, Meeting& meeting) {
    if (meeting.opened_at == 0) return;
    for (const auto& one : named_votes(db, meeting.id)) {
        const auto item =
            std::ranges::find(meeting.agenda, one.nomination, &AgendaItem::nomination);
        if (item == meeting.agenda.end()) continue;
        ++(one.vote == Vote::yes ? item->yes : one.vote == Vote::no ? item->no : item->invalid);
    }
}

void keep_count(Change& change, Id meeting, const AgendaItem& item, std::int64_t at) {
    change.db() << "update agenda_item set yes = :yes, no = :no, invalid = :invalid,"
                   " unvoted = :unvoted, counted_at = :at where meeting_id = :meeting"
                   " and nomination_id = :nomination",
        use(item.yes), use(item.no), use(item.invalid), use(item.unvoted), use(at), use(meeting),
        use(item.nomination);
}

void add_paper_votes(Change& change, Id meeting, Id member, const std::vector<Id>& nominations) {
    for (const auto nomination : nominations)
        add_turnout(change.db(), meeting, nomination, member, 1);
}

std::map<Id, int> paper_votes(soci::session& db, Id meeting) {
    std::map<Id, int> votes;
    Id nomination = 0;
    int count = 0;
    soci::statement st = (db.prepare << "select nomination_id, count(*) from turnout"
                                        " where meeting_id = :meeting and on_paper <> 0"
                                        " group by nomination_id",
                          into(nomination), into(count), use(meeting));
    st.execute();
    while (st.fetch()) votes[nomination] = count;
    return votes;
}

void set_paper_forms(Change& change, Id meeting, int forms) {
    change.db() << "update meeting set paper_forms = :forms where id = :id", use(forms),
        use(meeting);
}

int paper_voters(soci::session& db, Id meeting) {
    int voters = 0;
    db << "select count(distinct member_id) from turnout where meeting_id = :meeting"
          " and on_paper <> 0",
        into(voters), use(meeting);
    return voters;
}

void set_tellers(Change& change, Id meeting, const std::vector<Id>& members) {
    auto& db = change.db();
    db << "delete from poll_teller where meeting_id = :meeting", use(meeting);
    db << "delete from paper_count where meeting_id = :meeting", use(meeting);
    int place = 0;
    for (const auto member : members) {
        ++place;
        db << "insert into poll_teller (meeting_id, place, member_id)"
              " values (:meeting, :place, :member)",
            use(meeting), use(place), use(member);
    }
}

std::vector<Id> tellers(soci::session& db, Id meeting) {
    Id member = 0;
    soci::statement st = (db.prepare << "select member_id from poll_teller"
                                        " where meeting_id = :meeting order by place",
                          into(member), use(meeting));
    return copies_of(st, member);
}

void set_paper_count(Change& change, Id meeting, Id nomination, int place,
                     const std::string& sealed) {
    auto& db = change.db();
    db << "delete from paper_count where meeting_id = :meeting and nomination_id = :nomination"
          " and place = :place",
        use(meeting), use(nomination), use(place);
    db << "insert into paper_count (meeting_id, nomination_id, place, sealed)"
          " values (:meeting, :nomination, :place, :sealed)",
        use(meeting), use(nomination), use(place), use(sealed);
}

std::map<std::pair<Id, int>, std::string> paper_counts(soci::session& db, Id meeting) {
    std::map<std::pair<Id, int>, std::string> counts;
    Id nomination = 0;
    int place = 0;
    std::string sealed;
    soci::statement st = (db.prepare << "select nomination_id, place, sealed from paper_count"
                                        " where meeting_id = :meeting",
                          into(nomination), into(place), into(sealed), use(meeting));
    st.execute();
    while (st.fetch()) counts[{nomination, place}] = sealed;
    return counts;
}

}  // namespace tdkt::sql
