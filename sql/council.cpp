#include "sql/council.h"

#include <algorithm>
#include <map>

#include "sql/other_votes.h"
#include "sql/polls.h"
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
    int recused = 0;
    soci::statement st =
        (db.prepare << "select m.id, m.account_id, a.unit_id, a.name, a.post, m.council_post,"
                       " coalesce(t.presence, 'absent'), coalesce(t.recused, 0)"
                       " from council_member m"
                       " join account a on a.id = m.account_id"
                       " left join attendance t on t.member_id = m.id and t.meeting_id = :meeting"
                       " where m.term_id = :term order by m.ordinal, m.id",
         into(m.id), into(m.account), into(m.unit), into(m.name), into(m.post), into(council_post),
         into(presence), into(recused), use(meeting.id), use(meeting.term));
    st.execute();
    while (st.fetch()) {
        m.council_post = stored<CouncilPost>(council_post);
        m.presence = stored<Presence>(presence);
        m.recused = recused != 0;
        members.push_back(m);
    }
    return members;
}

std::vector<AgendaItem> load_agenda(soci::session& db, Id meeting) {
    std::vector<AgendaItem> agenda;
    AgendaItem i;
    std::string subject, state, form;
    soci::statement st =
        (db.prepare
             << "select g.nomination_id, n.dossier_id, g.ordinal, n.name, n.post, u.name,"
                " n.award, coalesce(p.name, ''), n.subject, n.nominee_account, n.nominee_unit,"
                " d.submitted_by, n.state,"
                " n.suspension, g.content_hash, g.verdict, g.counted_at, g.form, g.yes, g.no,"
                " g.unvoted"
                " from agenda_item g join nomination n on n.id = g.nomination_id"
                " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
                " left join prize p on p.id = n.prize_id"
                " where g.meeting_id = :meeting order by g.ordinal, g.nomination_id",
         into(i.nomination), into(i.dossier), into(i.ordinal), into(i.name), into(i.post),
         into(i.unit_name), into(i.award), into(i.prize_name), into(subject),
         into(i.nominee_account), into(i.nominee_unit), into(i.proposer), into(state),
         into(i.suspension), into(i.content_hash), into(i.verdict), into(i.counted_at), into(form),
         into(i.yes), into(i.no), into(i.unvoted), use(meeting));
    st.execute();
    while (st.fetch()) {
        i.subject = stored<Subject>(subject);
        i.state = stored<State>(state);
        i.form = stored<Form>(form);
        // Of a secret vote what lies open is counted, of a vote by name what was said.
        if (i.form != Form::hands) i.yes = i.no = 0;
        agenda.push_back(i);
    }
    return agenda;
}

// How many have voted on each item.
void count_turnout(soci::session& db, Meeting& meeting) {
    std::map<Id, int> ballots;
    Id nomination = 0;
    int voters = 0;
    soci::statement st = (db.prepare << "select nomination_id, count(*) from turnout"
                                        " where meeting_id = :meeting group by nomination_id",
                          into(nomination), into(voters), use(meeting.id));
    st.execute();
    while (st.fetch()) ballots[nomination] = voters;
    for (auto& item : meeting.agenda) item.ballots = ballots[item.nomination];
}

// What was voted, of the items whose ballots have been opened; of no other.
void count_votes(soci::session& db, Meeting& meeting) {
    count_turnout(db, meeting);
    count_named(db, meeting);
    if (meeting.poll.counted_at == 0) return;
    std::map<Id, std::map<Vote, int>> tallies;
    Id nomination = 0;
    int votes = 0;
    std::string choice;
    soci::statement st =
        (db.prepare << "select nomination_id, choice, count(*) from opened_ballot"
                       " where meeting_id = :meeting group by nomination_id, choice",
         into(nomination), into(choice), into(votes), use(meeting.id));
    st.execute();
    while (st.fetch()) tallies[nomination][stored<Vote>(choice)] = votes;
    for (auto& item : meeting.agenda) {
        if (item.counted_at == 0 || item.form != Form::secret) continue;
        auto& tally = tallies[item.nomination];
        item.yes = tally[Vote::yes];
        item.no = tally[Vote::no];
        item.invalid = tally[Vote::blank];
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
    m.members = load_members(db, m);
    m.agenda = load_agenda(db, id);
    load_poll(db, m);
    count_votes(db, m);
    if (is_voting(m)) load_voters(db, m);
    return m;
}

Meeting load_meeting(soci::session& db, const Actor& reader, Id id) {
    auto meeting = load_meeting(db, id);
    if (meeting.organ != reader.organ) throw Problem::missing("phiên họp này");
    return meeting;
}

std::vector<MeetingCard> load_meetings(soci::session& db, Id organ) {
    std::vector<MeetingCard> cards;
    MeetingCard card;
    std::string held_on;
    int is_signed = 0;
    soci::statement st =
        (db.prepare << "select m.id, c.name, m.place, m.held_at, m.held_on, m.opened_at,"
                       " m.declared_at, (select count(*) from agenda_item g"
                       " where g.meeting_id = m.id), case when m.chair_signed_at > 0 and"
                       " m.secretary_signed_at > 0 then 1 else 0 end"
                       " from meeting m join council_term t on t.id = m.term_id"
                       " join council c on c.id = t.council_id where m.organ_id = :organ"
                       " and m.cancelled_at = 0 order by m.held_on desc, m.id desc",
         into(card.id), into(card.council), into(card.place), into(card.held_at), into(held_on),
         into(card.opened_at), into(card.declared_at), into(card.items), into(is_signed),
         use(organ));
    st.execute();
    while (st.fetch()) {
        card.held_on = stored_day(held_on);
        card.minutes_signed = is_signed != 0;
        cards.push_back(card);
    }
    return cards;
}

std::vector<Waiting> awaiting_meeting(soci::session& db, Id organ) {
    std::vector<Waiting> list;
    Waiting one;
    soci::statement st =
        (db.prepare << "select n.id, n.dossier_id, n.name, n.post, u.name, coalesce(p.name, ''),"
                       " coalesce(p.amount, 0), n.since from nomination n"
                       " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
                       " left join prize p on p.id = n.prize_id"
                       " where n.state = 'appraised' and n.suspension = '' and d.organ_id = :organ"
                       " order by n.dossier_id desc, n.ordinal, n.id",
         into(one.nomination), into(one.dossier), into(one.name), into(one.post),
         into(one.unit_name), into(one.prize_name), into(one.amount), into(one.since), use(organ));
    st.execute();
    while (st.fetch()) list.push_back(one);
    return list;
}

std::vector<std::string> rounds_of(soci::session& db, Id meeting) {
    std::string name;
    soci::statement st =
        (db.prepare << "select r.name from campaign_round r where r.id in (select d.round_id"
                       " from agenda_item g join nomination n on n.id = g.nomination_id"
                       " join dossier d on d.id = n.dossier_id where g.meeting_id = :meeting)"
                       " order by r.id",
         into(name), use(meeting));
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
    change.db() << "insert into meeting (organ_id, term_id, held_on, held_at, place)"
                   " values (:organ, :term, :day, :at, :place)",
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

void set_verdict(Change& change, Id meeting, Id nomination, State verdict) {
    const std::string word(code(verdict));
    change.db() << "update agenda_item set verdict = :verdict"
                   " where meeting_id = :meeting and nomination_id = :nomination",
        use(word), use(meeting), use(nomination);
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
