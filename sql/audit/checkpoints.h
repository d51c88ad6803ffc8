// Signed checkpoints of the histories: what stood at the end of each chain, and when.
#pragma once

#include <functional>
#include <optional>

#include "sql/database.h"

namespace tdkt::sql {

// The job that makes one, and how long after the last.
inline constexpr std::string_view checkpoint_job = "checkpoint";
inline constexpr std::int64_t between_checkpoints = 3'600'000;  // milliseconds

struct Checkpoint {
    std::int64_t number = 0;  // from 1, without gaps
    std::int64_t at = 0;
    std::int64_t leaves = 0;      // how many ends had moved since the one before
    std::int64_t last_event = 0;  // the highest id of an event by then
    std::string root;             // hex
    std::string hash;             // of all this and of the one before, hex: what is signed
    std::string public_key;       // Ed25519, hex
    std::string signature;        // hex
};

// Puts public key and signature on a checkpoint that has its hash.
using SignCheckpoint = std::function<void(Checkpoint&)>;

// Whether the signature is good and made with a key that is believed.
using BelieveCheckpoint = std::function<bool(const Checkpoint&)>;

std::optional<Checkpoint> last_checkpoint(soci::session& db);

// Adds the next one; nothing when no chain has moved. Problem{stale} when somebody else was
// faster. Looks at the events since the last one only.
std::optional<Checkpoint> add_checkpoint(Change& change, std::int64_t now,
                                         const SignCheckpoint& sign);

// Adds the job unless one waits already.
void keep_checkpoints_coming(Change& change, std::int64_t now);

// A sentence for each checkpoint that is not what was signed, and for each end of a chain that
// is not there any more. Without `believe` the signatures are not looked at.
std::vector<std::string> check_checkpoints(soci::session& db, const BelieveCheckpoint& believe);

}  // namespace tdkt::sql
