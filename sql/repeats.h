// What a request that may be repeated was answered: once done, it is not done
// again, and whoever repeats it gets the first answer.
#pragma once

#include <optional>
#include <string>

#include "sql/people.h"

namespace tdkt::sql {

struct Repeat {
    Id account = 0;
    std::string key;
    std::string content_hash;  // keyed: says nothing to whoever reads the database
    std::int64_t status = 0;
    std::string location;
    std::string etag;
    std::string media_type;
    std::string body;
    std::int64_t at = 0;
};

// What was answered under a key, if anything.
std::optional<Repeat> find_repeat(soci::session& db, Id account, const std::string& key);

// Takes the key for this change, and gives nothing; or gives what was answered
// under it. Of two at once the second waits here for the first. Must be the
// first statement of the change: only then does it see what the first wrote.
std::optional<Repeat> claim_key(Change& change, const Repeat& claim);

// Keeps the answer under a key claimed in the same change.
void keep_answer(Change& change, const Repeat& answer);

// How long they are kept at least, in milliseconds: seven days.
inline constexpr std::int64_t answers_kept_for = std::int64_t{7} * 24 * 3600 * 1000;

// Forgets the answers given before that. Not a part of every change that has a key:
// looking for old ones cost a statement, and on MariaDB locks.
void forget_old_answers(Change& change, std::int64_t now);

}  // namespace tdkt::sql
