#include "sql/conflicts.h"

#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// `which` is a condition on n and d that binds `values`.
std::vector<Nominated> load_nominated(soci::session& db, const std::string& which,
                                      const std::vector<Id>& values) {
    Nominated one;
    auto asked = (db.prepare << "select n.id, n.name, n.nominee_unit, d.unit_id from nomination n"
                                " join dossier d on d.id = n.dossier_id where " +
                                    which + " order by n.id",
                  into(one.id), into(one.name), into(one.nominee_unit), into(one.proposing_unit));
    for (const auto& value : values) asked, use(value);
    soci::statement st = asked;
    return copies_of(st, one);
}

std::string open_states() {
    std::string list;
    for (const auto& name : names<State>)
        if (is_open_in_conflict(name.value))
            list.append(list.empty() ? "'" : ", '").append(name.code).append("'");
    return list;
}

// `which` is a condition on s, with its values.
std::vector<Statement> load_statements(soci::session& db, const std::string& which,
                                       const std::vector<Id>& values) {
    Statement one;
    std::string relation;
    auto asked =
        (db.prepare << "select s.id, s.meeting_id, s.account_id, s.relation, s.name, s.unit_id,"
                       " coalesce(u.name, ''), s.at from conflict_statement s"
                       " left join unit u on u.id = s.unit_id where " +
                           which + " order by s.id",
         into(one.id), into(one.meeting), into(one.account), into(relation), into(one.name),
         into(one.unit), into(one.unit_name), into(one.at));
    for (const auto& value : values) asked, use(value);
    soci::statement st = asked;
    return rows_of(st, [&] {
        one.relation = stored<Relation>(relation);
        return one;
    });
}

// One row for a person and a nomination: what is sure stands above what is doubtful, and what
// the secretary has said above both.
void note(soci::session& db, const Statement& statement, Id nomination, Match found) {
    const std::string word(code(found));
    std::string standing;
    db << "select standing from conflict where account_id = :account"
          " and nomination_id = :nomination",
        into(standing), use(statement.account), use(nomination);
    if (!db.got_data()) {
        db << "insert into conflict (account_id, nomination_id, statement_id, standing)"
              " values (:account, :nomination, :statement, :standing)",
            use(statement.account), use(nomination), use(statement.id), use(word);
    } else if (found == Match::sure && stored<Match>(standing) == Match::doubtful) {
        db << "update conflict set standing = :standing, statement_id = :statement"
              " where account_id = :account and nomination_id = :nomination",
            use(word), use(statement.id), use(statement.account), use(nomination);
    }
}

void match_all(soci::session& db, const std::vector<Statement>& statements,
               const std::vector<Nominated>& nominated) {
    for (const auto& statement : statements)
        for (const auto& one : nominated)
            if (const auto found = match(statement, one); found != Match::none)
                note(db, statement, one.id, found);
}

Id add_statement(soci::session& db, const Statement& s) {
    const std::string relation(code(s.relation));
    db << "insert into conflict_statement (meeting_id, account_id, relation, name, unit_id, at)"
          " values (:meeting, :account, :relation, :name, :unit, :at)",
        use(s.meeting), use(s.account), use(relation), use(s.name), use(s.unit), use(s.at);
    return new_id(db, "conflict_statement");
}

}  // namespace

void declare_conflicts(Change& change, const Meeting& meeting, Id account,
                       const std::vector<Statement>& statements, std::int64_t now) {
    auto& db = change.db();
    int there = 0;
    db << "select count(*) from conflict_declaration where meeting_id = :meeting"
          " and account_id = :account",
        into(there), use(meeting.id), use(account);
    if (there == 0)
        db << "insert into conflict_declaration (meeting_id, account_id, at)"
              " values (:meeting, :account, :now)",
            use(meeting.id), use(account), use(now);
    if (statements.empty()) return;
    auto fresh = statements;
    for (auto& statement : fresh) {
        statement.meeting = meeting.id;
        statement.account = account;
        statement.at = now;
        statement.id = add_statement(db, statement);
    }
    match_all(db, fresh,
              load_nominated(db, "n.state in (" + open_states() + ") and d.organ_id = :organ",
                             {meeting.organ}));
}

void match_conflicts(Change& change, Id organ, const std::vector<Id>& nominations) {
    if (nominations.empty()) return;
    auto& db = change.db();
    const auto statements =
        load_statements(db,
                        "s.meeting_id in (select m.id from meeting m where m.organ_id = :organ"
                        " and m.declared_at = 0 and m.cancelled_at = 0)",
                        {organ});
    if (statements.empty()) return;
    match_all(
        db, statements,
        load_nominated(db, "n.id in (" + placeholders("n", nominations.size()) + ")", nominations));
}

std::vector<Statement> statements_of(soci::session& db, Id meeting, Id account) {
    return load_statements(db, "s.meeting_id = :meeting and s.account_id = :account",
                           {meeting, account});
}

std::vector<Doubt> doubts(soci::session& db, const Horizon& horizon, Id meeting) {
    Doubt one;
    std::string standing;
    const auto query =
        "select k.account_id, k.nomination_id, a.name, s.name, n.name, u.name, k.standing"
        " from conflict_statement s join conflict k on k.statement_id = s.id"
        " join account a on a.id = k.account_id join nomination n on n.id = k.nomination_id"
        " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
        " where s.meeting_id = :meeting and k.standing <> 'sure' and k.account_id <> :self and" +
        horizon.nominations("k.nomination_id") + "order by k.standing desc, s.id, n.id";
    auto asked = (db.prepare << query, into(one.account), into(one.nomination),
                  into(one.member_name), into(one.declared), into(one.nominee), into(one.unit_name),
                  into(standing), use(meeting), use(horizon.reader().id));
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    return rows_of(st, [&] {
        one.standing = stored<Match>(standing);
        return one;
    });
}

void settle_doubt(Change& change, Id account, Id nomination, bool meant, Id secretary,
                  std::int64_t now) {
    const std::string standing(code(meant ? Match::confirmed : Match::dismissed));
    soci::statement update =
        (change.db().prepare << "update conflict set standing = :standing, settled_by = :who,"
                                " settled_at = :now where account_id = :account"
                                " and nomination_id = :nomination and standing <> 'sure'",
         use(standing), use(secretary), use(now), use(account), use(nomination));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::missing("khai báo này");
}

std::set<Id> meetings_to_declare_for(soci::session& db, const Actor& reader) {
    Id meeting = 0;
    soci::statement st =
        (db.prepare << "select m.id from council_member c join meeting m on m.term_id = c.term_id"
                       " where c.account_id = :account and m.gated = 1 and m.cancelled_at = 0"
                       " and m.opened_at = 0 and not exists (select 1 from conflict_declaration e"
                       " where e.meeting_id = m.id and e.account_id = c.account_id)",
         into(meeting), use(reader.id));
    const auto found = copies_of(st, meeting);
    return {found.begin(), found.end()};
}

}  // namespace tdkt::sql
