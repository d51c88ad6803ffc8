#include "sql/jobs.h"

#include <algorithm>

#include "workflow/texts.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;

constexpr std::int64_t second = 1000, lease = 300 * second, longest_pause = 3600 * second;
constexpr std::size_t longest_error = 500;  // characters, at most as many bytes

std::int64_t pause_after(std::int64_t attempts) {
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 20);
    return std::min((10 * second) << doublings, longest_pause);
}

// A clock may be set back: what was put, taken or put off before that must not wait until
// it has caught up. Nobody takes a job for longer than the lease, nor puts one that failed
// off for longer than an hour; one of the future that was to wait no longer is due.
constexpr const char* due =
    " (run_at <= :now or (attempts > 0 and run_at > :latest)"
    " or (created_at > :today and run_at <= created_at + :longest))"
    " and (taken_until <= :free_at or taken_until > :last_lease)";

std::optional<Job> next_due(soci::session& db, std::int64_t now) {
    Job job;
    const auto latest = now + longest_pause, last_lease = now + lease;
    db << "select id, effect, subject_kind, subject_id, created_at, run_at, attempts, taken_until,"
          " error from job where done_at is null and" +
              std::string(due) + " and attempts < :most order by run_at, id limit 1",
        into(job.id), into(job.effect), into(job.subject_kind), into(job.subject_id),
        into(job.created_at), into(job.run_at), into(job.attempts), into(job.taken_until),
        into(job.error), use(now), use(latest), use(now), use(longest_pause), use(now),
        use(last_lease), use(most_attempts);
    if (!db.got_data()) return {};
    return job;
}

}  // namespace

void add_job(Change& change, std::string_view effect, std::string_view subject_kind,
             workflow::Id subject_id, std::int64_t now, std::int64_t not_before) {
    const std::string effect_code(effect), kind(subject_kind);
    const auto run_at = std::max(now, not_before);
    change.db() << "insert into job (effect, subject_kind, subject_id, created_at, run_at)"
                   " values (:effect, :kind, :subject, :now, :run_at)",
        use(effect_code), use(kind), use(subject_id), use(now), use(run_at);
    change.announce();
}

std::optional<Job> take_job(Database& database, std::int64_t now) {
    // Looked for outside of a change first: nearly always there is none.
    if (!database.read([&](auto& db) { return next_due(db, now).has_value(); })) return {};
    return database.change([&](Change& change) -> std::optional<Job> {
        auto job = next_due(change.db(), now);
        if (!job) return {};
        const auto until = now + lease;
        soci::statement update =
            (change.db().prepare << "update job set taken_until = :until, attempts = attempts + 1"
                                    " where id = :id and taken_until = :before and done_at is null",
             use(until), use(job->id), use(job->taken_until));
        update.execute(true);
        if (update.get_affected_rows() != 1) return {};
        job->taken_until = until;
        ++job->attempts;
        return job;
    });
}

bool finish_job(Change& change, const Job& job, std::int64_t now) {
    soci::statement update =
        (change.db().prepare << "update job set done_at = :now, error = ''"
                                " where id = :id and taken_until = :until and done_at is null",
         use(now), use(job.id), use(job.taken_until));
    update.execute(true);
    return update.get_affected_rows() == 1;
}

void fail_job(Change& change, const Job& job, std::string_view error, std::int64_t now) {
    const auto run_at = now + pause_after(job.attempts);
    const std::string text(workflow::opening(error, longest_error));
    change.db() << "update job set run_at = :run_at, taken_until = 0, error = :error"
                   " where id = :id and taken_until = :until and done_at is null",
        use(run_at), use(text), use(job.id), use(job.taken_until);
}

void give_back(Change& change, const Job& job) {
    change.db() << "update job set taken_until = 0, attempts = attempts - 1"
                   " where id = :id and taken_until = :until and done_at is null",
        use(job.id), use(job.taken_until);
}

void free_jobs(Change& change) {
    change.db() << "update job set taken_until = 0 where done_at is null and taken_until > 0";
}

std::vector<Job> open_jobs(soci::session& db, int most) {
    std::vector<Job> jobs;
    Job job;
    soci::statement rows =
        (db.prepare << "select id, effect, subject_kind, subject_id, created_at, run_at, attempts,"
                       " taken_until, error from job where done_at is null order by id limit :most",
         into(job.id), into(job.effect), into(job.subject_kind), into(job.subject_id),
         into(job.created_at), into(job.run_at), into(job.attempts), into(job.taken_until),
         into(job.error), use(most));
    for (rows.execute(); rows.fetch();) jobs.push_back(job);
    return jobs;
}

void revive_job(Change& change, workflow::Id id, std::int64_t now) {
    soci::statement update =
        (change.db().prepare << "update job set attempts = 0, run_at = :now, taken_until = 0"
                                " where id = :id and done_at is null",
         use(now), use(id));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw workflow::Problem::missing("công việc");
    change.announce();
}

}  // namespace tdkt::sql
