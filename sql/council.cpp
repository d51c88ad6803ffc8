#include "sql/council.h"

#include <algorithm>
#include <map>

#include "sql/council_papers.h"
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

// What was read of a seat: of its holder, and of who may stand in.
struct SeatRow {
    Member holder, other;
    std::string council_post, presence;
    int recused = 0, stood_in = 0, declared = 1;

    Member member() {
        const bool other_came = stood_in != 0 && other.account != 0;
        auto m = other_came ? other : holder;
        m.id = holder.id;
        m.stand_in = other.name;
        if (other_came) m.came_for = holder.name;
        m.council_post = stored<CouncilPost>(council_post);
        m.presence = stored<Presence>(presence);
        m.recused = recused != 0;
        m.declared = declared != 0;
        return m;
    }
};

std::vector<Member> load_members(soci::session& db, const Meeting& meeting) {
    SeatRow row;
    auto &holder = row.holder, &other = row.other;
    soci::statement st =
        (db.prepare << "select m.id, m.account_id, a.unit_id, a.name, a.post, m.council_post,"
                       " coalesce(t.presence, 'absent'), coalesce(t.recused, 0),"
                       " coalesce(t.stood_in, 0), coalesce(b.id, 0), coalesce(b.unit_id, 0),"
                       " coalesce(b.name, ''), coalesce(b.post, ''),"
                       " case when g.gated = 1 and e.account_id is null then 0 else 1 end"
                       " from meeting g join council_member m on m.term_id = g.term_id"
                       " and m.stands_in_for = 0 join account a on a.id = m.account_id"
                       " left join council_member s on s.stands_in_for = m.id"
                       " left join account b on b.id = s.account_id"
                       " left join attendance t on t.member_id = m.id and t.meeting_id = g.id"
                       " left join conflict_declaration e on e.meeting_id = g.id"
                       " and e.account_id = case when coalesce(t.stood_in, 0) = 1"
                       " then s.account_id else m.account_id end"
                       " where g.id = :meeting order by m.ordinal, m.id",
         into(holder.id), into(holder.account), into(holder.unit), into(holder.name),
         into(holder.post), into(row.council_post), into(row.presence), into(row.recused),
         into(row.stood_in), into(other.account), into(other.unit), into(other.name),
         into(other.post), into(row.declared), use(meeting.id));
    return rows_of(st, [&] { return row.member(); });
}

// What was taken off leaves no gap.
void number(std::vector<AgendaItem>& agenda) {
    int ordinal = 0;
    for (auto& item : agenda) item.ordinal = ++ordinal;
}

std::vector<AgendaItem> load_agenda(soci::session& db, Id meeting) {
    std::vector<AgendaItem> agenda;
    AgendaItem i;
    TieDecision tie;
    std::string subject, state, form, choice;
    soci::statement st =
        (db.prepare
             << "select g.nomination_id, n.dossier_id, g.ordinal, n.name, n.post, u.name,"
                " n.award, coalesce(p.name, ''), n.subject, n.nominee_account, n.nominee_unit,"
                " d.submitted_by, n.state,"
                " n.suspension, g.content_hash, g.verdict, g.counted_at, g.form, g.yes, g.no,"
                " g.base, g.presiding_id, g.unvoted, coalesce(t.at, 0), coalesce(t.member_id, 0),"
                " coalesce(t.account_id, 0), coalesce(a.name, ''), coalesce(t.choice, ''),"
                " coalesce(t.reason, ''), coalesce(t.basis, '')"
                " from agenda_item g join nomination n on n.id = g.nomination_id"
                " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
                " left join prize p on p.id = n.prize_id"
                " left join tie_decision t on t.meeting_id = g.meeting_id"
                " and t.nomination_id = g.nomination_id"
                " left join account a on a.id = t.account_id"
                " where g.meeting_id = :meeting order by g.ordinal, g.nomination_id",
         into(i.nomination), into(i.dossier), into(i.ordinal), into(i.name), into(i.post),
         into(i.unit_name), into(i.award), into(i.prize_name), into(subject),
         into(i.nominee_account), into(i.nominee_unit), into(i.proposer), into(state),
         into(i.suspension), into(i.content_hash), into(i.verdict), into(i.counted_at), into(form),
         into(i.yes), into(i.no), into(i.base), into(i.presiding), into(i.unvoted), into(tie.at),
         into(tie.member), into(tie.account), into(tie.by), into(choice), into(tie.reason),
         into(tie.basis), use(meeting));
    st.execute();
    while (st.fetch()) {
        i.subject = stored<Subject>(subject);
        i.state = stored<State>(state);
        i.form = stored<Form>(form);
        tie.carried = choice == code(Vote::yes);
        i.tie = tie.at != 0 ? std::optional(tie) : std::nullopt;
        // Of a secret vote what lies open is counted, of a vote by name what was said.
        if (i.form != Form::hands) i.yes = i.no = 0;
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

}  // namespace

Meeting load_agenda_of(soci::session& db, Id id) {
    Meeting m;
    std::string held_on, written_by;
    db << "select m.id, m.organ_id, m.term_id, c.id, m.paper_forms, c.name, c.symbol, t.decision, "
          "m.held_on, m.held_at,"
          " m.place, m.version, m.agenda_hash, m.opened_at, m.declared_at, m.cancelled_at,"
          " m.chair_signed_at, m.secretary_signed_at, coalesce(x.name, ''), coalesce(y.name, ''),"
          " m.written_by, m.invited_at, coalesce(z.name, '')"
          " from meeting m join council_term t on t.id = m.term_id"
          " join council c on c.id = t.council_id left join account x on x.id = m.chair_signed_by"
          " left join account y on y.id = m.secretary_signed_by"
          " left join account z on z.id = m.invited_by where m.id = :id",
        into(m.id), into(m.organ), into(m.term), into(m.council_id), into(m.paper_forms),
        into(m.council), into(m.symbol), into(m.term_decision), into(held_on), into(m.held_at),
        into(m.place), into(m.version), into(m.agenda_hash), into(m.opened_at), into(m.declared_at),
        into(m.cancelled_at), into(m.chair_signed_at), into(m.secretary_signed_at),
        into(m.chair_signed_by), into(m.secretary_signed_by), into(written_by), into(m.invited_at),
        into(m.invited_by), use(id);
    if (!db.got_data()) throw Problem::missing("phiên họp này");
    m.held_on = stored_day(held_on);
    m.written_by = parse_day(written_by);
    m.changes = m.version;
    m.members = load_members(db, m);
    m.agenda = load_agenda(db, id);
    load_conflicts(db, m);
    load_poll(db, m);
    m.papers = numbered_papers(db, id);
    return m;
}

void fill_votes(soci::session& db, Meeting& meeting) {
    count_votes(db, meeting);
    if (is_voting(meeting)) load_voters(db, meeting);
}

Meeting load_meeting(soci::session& db, Id id) {
    auto meeting = load_agenda_of(db, id);
    fill_votes(db, meeting);
    return meeting;
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

void set_invited(Change& change, Id meeting, std::optional<Day> written_by, Id by,
                 std::int64_t at) {
    const auto day = written_by ? iso(*written_by) : std::string();
    change.db()
        << "update meeting set written_by = :day, invited_at = :at, invited_by = :invited_by"
           " where id = :id",
        use(day), use(at), use(by), use(meeting);
}

void set_presiding(Change& change, Id meeting, Id nomination, Id member) {
    change.db() << "update agenda_item set presiding_id = :member where meeting_id = :meeting"
                   " and nomination_id = :nomination",
        use(member), use(meeting), use(nomination);
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
        const int recused = member.recused ? 1 : 0, stood_in = member.stood_in() ? 1 : 0;
        db << "insert into attendance (meeting_id, member_id, presence, recused, stood_in)"
              " values (:meeting, :member, :presence, :recused, :stood_in)",
            use(meeting.id), use(member.id), use(presence), use(recused), use(stood_in);
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

void set_verdict(Change& change, Id meeting, Id nomination, int base, State verdict) {
    const std::string word(code(verdict));
    change.db() << "update agenda_item set base = :base, verdict = :verdict"
                   " where meeting_id = :meeting and nomination_id = :nomination",
        use(base), use(word), use(meeting), use(nomination);
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
