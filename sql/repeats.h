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

// Keeps the answer under a key claimed in the same change, and forgets those
// given before `old`.
void keep_answer(Change& change, const Repeat& answer, std::int64_t old);

}  // namespace tdkt::sql
