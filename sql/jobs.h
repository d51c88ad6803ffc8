// Work to be done after a change was kept: see server/jobs/jobs.h for who does it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

// A job that failed so often is not tried again until somebody revives it.
inline constexpr std::int64_t most_attempts = 10;

struct Job {
    workflow::Id id = 0;
    std::string effect;        // code of a workflow::Effect
    std::string subject_kind;  // "dossier", "decision", …
    workflow::Id subject_id = 0;
    std::int64_t created_at = 0;
    std::int64_t run_at = 0;    // not before
    std::int64_t attempts = 0;  // the one under way included
    std::int64_t taken_until = 0;
    std::string error;  // of the last attempt that failed; for the operator

    bool dead() const { return attempts >= most_attempts; }
};

// Stores the job with the change, and wakes whoever listens to the database. It is not
// done before the moment given last, if any.
void add_job(Change& change, std::string_view effect, std::string_view subject_kind,
             workflow::Id subject_id, std::int64_t now, std::int64_t not_before = 0);

// The job that has waited longest, taken for five minutes: within them nobody
// else gets it, and after them it is free again, for its worker has died. So an
// effect may happen twice and has to look whether it has happened already.
std::optional<Job> take_job(Database& database, std::int64_t now);

// False, and nothing changes, when the job is no longer ours or is done.
bool finish_job(Change& change, const Job& job, std::int64_t now);

// Puts the job off, longer each time: 10 seconds, 20, 40 … up to an hour.
void fail_job(Change& change, const Job& job, std::string_view error, std::int64_t now);

// Frees a job that could not be finished, as if it had not been taken: another
// worker may have it at once. Nothing changes when it is no longer ours.
void give_back(Change& change, const Job& job);

// Frees the jobs that a worker died with. Only where no other worker can be at
// work: in an embedded database, before the first one begins.
void free_jobs(Change& change);

// Jobs not done, oldest first, the dead among them.
std::vector<Job> open_jobs(soci::session& db, int most = 100);

// Lets a job be tried anew at once. Throws Problem{missing} unless it is open.
void revive_job(Change& change, workflow::Id id, std::int64_t now);

}  // namespace tdkt::sql
