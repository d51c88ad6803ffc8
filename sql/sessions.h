// Who is signed in, and who tried too often.
#pragma once

#include <optional>
#include <string>

#include "sql/people.h"

namespace tdkt::sql {

struct Session {
    std::string token_hash;
    Account account;
    std::int64_t created_at = 0;
    std::int64_t seen_at = 0;
    std::int64_t expires_at = 0;
    std::string agent = {};  // what the browser or program called itself
};

// Who comes with a session, and what every page says around its content.
struct Visitor {
    Session session;
    std::string organ_name;
    std::int64_t unread = 0;  // notices
};

// Nothing for an unknown token and for an account that is no longer active.
// Whether the session has run out is for the reader to say.
std::optional<Visitor> find_session(soci::session& db, const std::string& token_hash);

// Those of an account, the one used last first, run out or not; `account` is left empty.
std::vector<Session> sessions_of(soci::session& db, Id account);

// What a session is called to its owner: it opens nothing.
std::string name_of(const std::string& token_hash);

// Also forgets the sessions that have run out by session.created_at.
void add_session(Change& change, const Session& session);
void see_session(Change& change, const std::string& token_hash, std::int64_t at);
void end_session(Change& change, const std::string& token_hash);
// All of an account, but for the one to `keep`.
void end_sessions(Change& change, Id account, const std::string& keep = {});
// By its name_of(). Problem{missing} when the account has no such session.
void end_named_session(Change& change, Id account, const std::string& name);

struct Attempts {
    std::int64_t count = 0;
    std::int64_t last_at = 0;
};

Attempts attempts_of(soci::session& db, const std::string& subject);
void save_attempts(Change& change, const std::string& subject, const Attempts& attempts);
// Also forgets those whose last attempt lies before `old`.
void forget_attempts(Change& change, const std::string& subject, std::int64_t old);

// Whether somebody signed in since `since` as, and from where, `subject` says.
bool is_known_address(soci::session& db, const std::string& subject, std::int64_t since);
// Also forgets those not seen since `old`.
void know_address(Change& change, const std::string& subject, std::int64_t now, std::int64_t old);

}  // namespace tdkt::sql
