#include "sql/sessions.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

std::optional<Session> find_session(soci::session& db, const std::string& token_hash) {
    Session session;
    Id account = 0;
    db << "select account_id, created_at, seen_at, expires_at from session where token_hash = "
          ":hash",
        into(account), into(session.created_at), into(session.seen_at), into(session.expires_at),
        use(token_hash);
    if (!db.got_data()) return {};
    session.token_hash = token_hash;
    session.account = load_account(db, account);
    if (!session.account.active) return {};
    return session;
}

void add_session(Change& change, const Session& session) {
    auto& db = change.db();
    db << "delete from session where expires_at <= :now", use(session.created_at);
    db << "insert into session (token_hash, account_id, created_at, seen_at, expires_at)"
          " values (:hash, :account, :created_at, :seen_at, :expires_at)",
        use(session.token_hash), use(session.account.id), use(session.created_at),
        use(session.seen_at), use(session.expires_at);
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
