#include "sql/sessions.h"

#include "sql/account_row.h"
#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

constexpr std::size_t name_size = 16;

}  // namespace

std::string name_of(const std::string& token_hash) {
    return token_hash.substr(0, name_size);
}

// One statement, for every request begins with it.
std::optional<Visitor> find_session(soci::session& db, const std::string& token_hash) {
    Visitor visitor;
    auto& session = visitor.session;
    AccountRow row;
    const auto query =
        "select " + account_columns +
        ", session.created_at, session.seen_at, session.expires_at, session.agent, organ.name,"
        " (select count(*) from notice where notice.account_id = account.id"
        " and notice.read_at is null) from session"
        " join account on account.id = session.account_id"
        " join unit on unit.id = account.unit_id join organ on organ.id = account.organ_id"
        " where session.token_hash = :hash and account.active = 1";
    row.bind(db << query), into(session.created_at), into(session.seen_at),
        into(session.expires_at), into(session.agent), into(visitor.organ_name),
        into(visitor.unread), use(token_hash);
    if (!db.got_data()) return {};
    session.token_hash = token_hash;
    session.account = row.take();
    return visitor;
}

std::vector<Session> sessions_of(soci::session& db, Id account) {
    Session session;
    soci::statement st =
        (db.prepare << "select token_hash, created_at, seen_at, expires_at, agent from session"
                       " where account_id = :account order by seen_at desc, token_hash",
         into(session.token_hash), into(session.created_at), into(session.seen_at),
         into(session.expires_at), into(session.agent), use(account));
    return copies_of(st, session);
}

void add_session(Change& change, const Session& session) {
    auto& db = change.db();
    db << "delete from session where expires_at <= :now", use(session.created_at);
    db << "insert into session (token_hash, account_id, created_at, seen_at, expires_at, agent)"
          " values (:hash, :account, :created_at, :seen_at, :expires_at, :agent)",
        use(session.token_hash), use(session.account.id), use(session.created_at),
        use(session.seen_at), use(session.expires_at), use(session.agent);
}

void see_session(Change& change, const std::string& token_hash, std::int64_t at) {
    change.db() << "update session set seen_at = :at where token_hash = :hash", use(at),
        use(token_hash);
}

void end_session(Change& change, const std::string& token_hash) {
    change.db() << "delete from session where token_hash = :hash", use(token_hash);
}

void end_sessions(Change& change, Id account, const std::string& keep) {
    change.db() << "delete from session where account_id = :id and token_hash <> :keep",
        use(account), use(keep);
}

void end_named_session(Change& change, Id account, const std::string& name) {
    soci::statement end = (change.db().prepare << "delete from session where account_id = :account"
                                                  " and substr(token_hash, 1, 16) = :name",
                           use(account), use(name));
    end.execute(true);
    if (end.get_affected_rows() < 1) throw workflow::Problem::missing("phiên đăng nhập này");
}

Attempts attempts_of(soci::session& db, const std::string& subject) {
    Attempts attempts;
    db << "select attempts, last_at from sign_in_failure where subject = :subject",
        into(attempts.count), into(attempts.last_at), use(subject);
    return attempts;
}

void save_attempts(Change& change, const std::string& subject, const Attempts& attempts) {
    auto& db = change.db();
    // Delete and insert instead of an upsert, for which each database has its own words.
    db << "delete from sign_in_failure where subject = :subject", use(subject);
    db << "insert into sign_in_failure (subject, attempts, last_at)"
          " values (:subject, :count, :last_at)",
        use(subject), use(attempts.count), use(attempts.last_at);
}

void forget_attempts(Change& change, const std::string& subject, std::int64_t old) {
    change.db() << "delete from sign_in_failure where subject = :subject or last_at < :old",
        use(subject), use(old);
}

bool is_known_address(soci::session& db, const std::string& subject, std::int64_t since) {
    std::int64_t count = 0;
    db << "select count(*) from known_address where subject = :subject and last_at >= :since",
        into(count), use(subject), use(since);
    return count > 0;
}

void know_address(Change& change, const std::string& subject, std::int64_t now, std::int64_t old) {
    auto& db = change.db();
    db << "delete from known_address where subject = :subject or last_at < :old", use(subject),
        use(old);
    db << "insert into known_address (subject, last_at) values (:subject, :now)", use(subject),
        use(now);
}

}  // namespace tdkt::sql
