#include "sql/council.h"

#include <algorithm>
#include <map>

#include "sql/rows.h"
#include "sql/values.h"
#include "sql/votes.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::vector<Member> load_members(soci::session& db, const Meeting& meeting) {
    std::vector<Member> members;
    Member m;
    std::string council_post, presence;
    int recused = 0, declared = 1;
    soci::statement st =
        (db.prepare << "select m.id, m.account_id, a.unit_id, a.name, a.post, m.council_post,"
                       " coalesce(t.presence, 'absent'), coalesce(t.recused, 0),"
                       " case when g.gated = 1 and e.account_id is null then 0 else 1 end"
                       " from meeting g join council_member m on m.term_id = g.term_id"
                       " join account a on a.id = m.account_id"
                       " left join attendance t on t.member_id = m.id and t.meeting_id = g.id"
                       " left join conflict_declaration e on e.meeting_id = g.id"
                       " and e.account_id = m.account_id"
                       " where g.id = :meeting order by m.ordinal, m.id",
         into(m.id), into(m.account), into(m.unit), into(m.name), into(m.post), into(council_post),
         into(presence), into(recused), into(declared), use(meeting.id));
    st.execute();
    while (st.fetch()) {
        m.council_post = stored<CouncilPost>(council_post);
        m.presence = stored<Presence>(presence);
        m.recused = recused != 0;
        m.declared = declared != 0;
        members.push_back(m);
    }
    return members;
}

// What was taken off leaves no gap.
void number(std::vector<AgendaItem>& agenda) {
    int ordinal = 0;
    for (auto& item : agenda) item.ordinal = ++ordinal;
}

std::vector<AgendaItem> load_agenda(soci::session& db, Id meeting) {
    std::vector<AgendaItem> agenda;
    AgendaItem i;
    std::string subject, state;
    soci::statement st =
        (db.prepare
             << "select g.nomination_id, n.dossier_id, g.ordinal, n.name, n.post, u.name,"
                " n.award, coalesce(p.name, ''), n.subject, n.nominee_account, n.nominee_unit,"
                " d.submitted_by, n.state,"
                " n.suspension, g.content_hash, g.verdict, g.yes, g.no"
                " from agenda_item g join nomination n on n.id = g.nomination_id"
                " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
                " left join prize p on p.id = n.prize_id"
                " where g.meeting_id = :meeting order by g.ordinal, g.nomination_id",
         into(i.nomination), into(i.dossier), into(i.ordinal), into(i.name), into(i.post),
         into(i.unit_name), into(i.award), into(i.prize_name), into(subject),
         into(i.nominee_account), into(i.nominee_unit), into(i.proposer), into(state),
         into(i.suspension), into(i.content_hash), into(i.verdict), into(i.yes), into(i.no),
         use(meeting));
    st.execute();
    while (st.fetch()) {
        i.subject = stored<Subject>(subject);
        i.state = stored<State>(state);
        agenda.push_back(i);
    }
    number(agenda);
    return agenda;
}

// Who has declared a conflict with what is on the agenda.
void load_conflicts(soci::session& db, Meeting& meeting) {
    std::map<Id, std::vector<Id>> conflicted;
    Id nomination = 0, account = 0;
    soci::statement st =
        (db.prepare << "select k.nomination_id, k.account_id from agenda_item g"
                       " join conflict k on k.nomination_id = g.nomination_id"
                       " where g.meeting_id = :meeting and k.standing <> 'dismissed'",
         into(nomination), into(account), use(meeting.id));
    st.execute();
    while (st.fetch()) conflicted[nomination].push_back(account);
    for (auto& item : meeting.agenda) item.conflicted = std::move(conflicted[item.nomination]);
}

// Counts the ballots that are in, for the items not declared yet.
void count_votes(soci::session& db, Meeting& meeting) {
    struct Tally {
        int ballots, yes;
    };
    std::map<Id, Tally> tallies;
    Id nomination = 0;
    int ballots = 0, yes = 0;
    soci::statement st = (db.prepare << "select nomination_id, count(*),"
                                        " sum(case when choice = 'yes' then 1 else 0 end)"
                                        " from ballot where meeting_id = :meeting"
                                        " group by nomination_id",
                          into(nomination), into(ballots), into(yes), use(meeting.id));
    st.execute();
    while (st.fetch()) tallies[nomination] = {ballots, yes};
    for (auto& item : meeting.agenda) {
        const auto found = tallies.find(item.nomination);
        if (found == tallies.end()) continue;
        item.ballots = found->second.ballots;
        item.yes = found->second.yes;
        item.no = item.ballots - item.yes;
    }
}

Id council_of(soci::session& db, Id organ, const Term& term) {
    Id id = 0;
    db << "select id from council where organ_id = :organ and name = :name", into(id), use(organ),
        use(term.council);
    if (db.got_data()) return id;
    db << "insert into council (organ_id, name, symbol) values (:organ, :name, :symbol)",
        use(organ), use(term.council), use(term.symbol);
    return new_id(db, "council");
}

}  // namespace

Id add_term(Change& change, const NewTerm& wanted) {
    auto& db = change.db();
    const auto council = council_of(db, wanted.organ, wanted.term);
    const auto from = iso(wanted.term.valid_from), to = iso(wanted.term.valid_to);
    db << "insert into council_term (council_id, decision, valid_from, valid_to)"
          " values (:council, :decision, :from_day, :to_day)",
        use(council), use(wanted.term.decision), use(from), use(to);
    const auto term = new_id(db, "council_term");
    int ordinal = 0;
    for (const auto& [account, post] : wanted.seats) {
        ++ordinal;
        const std::string word(code(post));
        db << "insert into council_member (term_id, account_id, ordinal, council_post)"
              " values (:term, :account, :ordinal, :post)",
            use(term), use(account), use(ordinal), use(word);
    }
    return term;
}

std::vector<Term> terms_on(soci::session& db, Id organ, Day day) {
    std::vector<Term> terms;
    Term term;
    std::string from, to;
    const auto on = iso(day);
    soci::statement st =
        (db.prepare << "select t.id, c.name, c.symbol, t.decision, t.valid_from, t.valid_to"
                       " from council_term t join council c on c.id = t.council_id"
                       " where c.organ_id = :organ and t.valid_from <= :on and t.valid_to >= :same"
                       " order by c.id, t.id",
         into(term.id), into(term.council), into(term.symbol), into(term.decision), into(from),
         into(to), use(organ), use(on), use(on));
    st.execute();
    while (st.fetch()) {
        term.valid_from = stored_day(from);
        term.valid_to = stored_day(to);
        terms.push_back(term);
    }
    return terms;
}

Meeting load_meeting(soci::session& db, Id id) {
    Meeting m;
    std::string held_on;
    db << "select m.id, m.organ_id, m.term_id, c.name, c.symbol, t.decision, m.held_on, m.held_at,"
          " m.place, m.version, m.agenda_hash, m.opened_at, m.declared_at, m.cancelled_at,"
          " m.chair_signed_at, m.secretary_signed_at, coalesce(x.name, ''), coalesce(y.name, '')"
          " from meeting m join council_term t on t.id = m.term_id"
          " join council c on c.id = t.council_id left join account x on x.id = m.chair_signed_by"
          " left join account y on y.id = m.secretary_signed_by where m.id = :id",
        into(m.id), into(m.organ), into(m.term), into(m.council), into(m.symbol),
        into(m.term_decision), into(held_on), into(m.held_at), into(m.place), into(m.version),
        into(m.agenda_hash), into(m.opened_at), into(m.declared_at), into(m.cancelled_at),
        into(m.chair_signed_at), into(m.secretary_signed_at), into(m.chair_signed_by),
        into(m.secretary_signed_by), use(id);
    if (!db.got_data()) throw Problem::missing("phiên họp này");
    m.held_on = stored_day(held_on);
    m.changes = m.version;
    m.members = load_members(db, m);
    m.agenda = load_agenda(db, id);
    load_conflicts(db, m);
    count_votes(db, m);
    if (is_voting(m)) load_voters(db, m);
    return m;
}

std::vector<std::string> rounds_of(soci::session& db, const Meeting& meeting) {
    if (meeting.agenda.empty()) return {};
    std::string name;
    auto asked =
        (db.prepare << "select r.name from campaign_round r where r.id in (select"
                       " d.round_id from dossier d where d.id in (" +
                           placeholders("dossier", meeting.agenda.size()) + ")) order by r.id",
         into(name));
    for (const auto& item : meeting.agenda) asked, use(item.dossier);
    soci::statement st = asked;
    return copies_of(st, name);
}

std::map<Id, std::string> summaries(soci::session& db, Id meeting) {
    std::map<Id, std::string> texts;
    Id nomination = 0;
    std::string summary;
    soci::statement st = (db.prepare << "select n.id, n.summary from agenda_item g"
                                        " join nomination n on n.id = g.nomination_id"
                                        " where g.meeting_id = :meeting",
                          into(nomination), into(summary), use(meeting));
    st.execute();
    while (st.fetch()) texts[nomination] = summary;
    return texts;
}

Id add_meeting(Change& change, Id organ, Id term, Day on, const std::string& at,
               const std::string& place) {
    const auto day = iso(on);
    change.db() << "insert into meeting (organ_id, term_id, held_on, held_at, place, gated)"
                   " values (:organ, :term, :day, :at, :place, 1)",
        use(organ), use(term), use(day), use(at), use(place);
    return new_id(change.db(), "meeting");
}

void touch_meeting(Change& change, Id id, std::int64_t version) {
    soci::statement update = (change.db().prepare << "update meeting set version = version + 1"
                                                     " where id = :id and version = :version",
                              use(id), use(version));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

void put_on_agenda(Change& change, Id meeting, const std::vector<Id>& nominations) {
    auto& db = change.db();
    int last = 0;
    db << "select coalesce(max(ordinal), 0) from agenda_item where meeting_id = :id", into(last),
        use(meeting);
    for (const auto nomination : nominations) {
        ++last;
        // One that was taken off this agenda earlier gets a new place.
        db << "delete from agenda_item where meeting_id = :meeting and nomination_id = :nomination",
            use(meeting), use(nomination);
        db << "insert into agenda_item (meeting_id, nomination_id, ordinal)"
              " values (:meeting, :nomination, :ordinal)",
            use(meeting), use(nomination), use(last);
        db << "update nomination set meeting_id = :meeting where id = :id", use(meeting),
            use(nomination);
    }
}

void take_off_agenda(Change& change, Id meeting, Id nomination) {
    auto& db = change.db();
    // What was locked with the agenda stays on it.
    db << "delete from agenda_item where meeting_id = :meeting and nomination_id = :nomination"
          " and content_hash = ''",
        use(meeting), use(nomination);
    db << "update nomination set meeting_id = 0 where id = :id", use(nomination);
}

void lock_agenda(Change& change, const Meeting& meeting, const std::vector<std::string>& hashes,
                 const std::string& whole, std::int64_t at) {
    auto& db = change.db();
    std::string hash;
    Id nomination = 0;
    soci::statement lock = (db.prepare << "update agenda_item set content_hash = :hash"
                                          " where meeting_id = :meeting"
                                          " and nomination_id = :nomination",
                            use(hash), use(meeting.id), use(nomination));
    for (std::size_t i = 0; i < meeting.agenda.size(); ++i) {
        hash = hashes[i];
        nomination = meeting.agenda[i].nomination;
        lock.execute(true);
    }
    db << "update meeting set agenda_hash = :whole, opened_at = :at where id = :id", use(whole),
        use(at), use(meeting.id);
}

void set_attendance(Change& change, const Meeting& meeting) {
    auto& db = change.db();
    db << "delete from attendance where meeting_id = :id", use(meeting.id);
    for (const auto& member : meeting.members) {
        const std::string presence(code(member.presence));
        const int recused = member.recused ? 1 : 0;
        db << "insert into attendance (meeting_id, member_id, presence, recused)"
              " values (:meeting, :member, :presence, :recused)",
            use(meeting.id), use(member.id), use(presence), use(recused);
    }
}

void add_departure(Change& change, Id meeting, Id member, Id noted_by, std::int64_t at,
                   const std::string& reason) {
    change.db() << "insert into attendance_change (meeting_id, member_id, at, actor_id, presence,"
                   " reason) values (:meeting, :member, :at, :actor, 'absent', :reason)",
        use(meeting), use(member), use(at), use(noted_by), use(reason);
}

std::vector<Departure> departures(soci::session& db, Id meeting) {
    Departure one;
    soci::statement st =
        (db.prepare << "select c.member_id, a.name, b.name, c.reason, c.at from attendance_change c"
                       " join council_member m on m.id = c.member_id"
                       " join account a on a.id = m.account_id join account b on b.id = c.actor_id"
                       " where c.meeting_id = :meeting order by c.id",
         into(one.member), into(one.name), into(one.noted_by), into(one.reason), into(one.at),
         use(meeting));
    return copies_of(st, one);
}

void cancel_meeting(Change& change, Id meeting, std::int64_t at) {
    change.db() << "update meeting set cancelled_at = :at where id = :id", use(at), use(meeting);
}

void set_verdict(Change& change, Id meeting, Id nomination, int yes, int no, State verdict) {
    const std::string word(code(verdict));
    change.db() << "update agenda_item set yes = :yes, no = :no, verdict = :verdict"
                   " where meeting_id = :meeting and nomination_id = :nomination",
        use(yes), use(no), use(word), use(meeting), use(nomination);
}

void set_declared(Change& change, Id meeting, std::int64_t at) {
    change.db() << "update meeting set declared_at = :at, chair_signed_by = 0, chair_signed_at = 0,"
                   " secretary_signed_by = 0, secretary_signed_at = 0 where id = :id",
        use(at), use(meeting);
}

void leave_meeting(Change& change, Id nomination) {
    change.db() << "update nomination set meeting_id = 0 where id = :id", use(nomination);
}

void sign_minutes(Change& change, Id meeting, CouncilPost as, Id account, std::int64_t at) {
    if (as == CouncilPost::secretary)
        change.db() << "update meeting set secretary_signed_by = :who, secretary_signed_at = :at"
                       " where id = :id",
            use(account), use(at), use(meeting);
    else
        change.db() << "update meeting set chair_signed_by = :who, chair_signed_at = :at"
                       " where id = :id",
            use(account), use(at), use(meeting);
}

}  // namespace tdkt::sql
