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
};

// Nothing for an unknown token and for an account that is no longer active.
// Whether the session has run out is for the reader to say.
std::optional<Session> find_session(soci::session& db, const std::string& token_hash);

// Also forgets the sessions that have run out by session.created_at.
void add_session(Change& change, const Session& session);
void see_session(Change& change, const std::string& token_hash, std::int64_t at);
void end_session(Change& change, const std::string& token_hash);
// All of an account, but for the one to `keep`.
void end_sessions(Change& change, Id account, const std::string& keep = {});

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
