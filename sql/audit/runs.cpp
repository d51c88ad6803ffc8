#include "sql/audit/runs.h"

#include <algorithm>

#include "sql/jobs.h"
#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

constexpr std::size_t most_told = 50;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        lines.emplace_back(line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

std::string text_of(const std::vector<std::string>& breaks) {
    std::string text;
    for (std::size_t i = 0; i < std::min(breaks.size(), most_told); ++i)
        text += (i == 0 ? "" : "\n") + breaks[i];
    return text;
}

}  // namespace

AuditRuns last_audit_runs(soci::session& db) {
    AuditRun run;
    std::string told;
    soci::statement st =
        (db.prepare << "select r.id, a.name, r.asked_at, r.done_at, r.dossiers, r.breaks, r.told"
                       " from audit_run r join account a on a.id = r.asked_by where r.id in"
                       " ((select max(id) from audit_run),"
                       " (select max(id) from audit_run where done_at > 0)) order by r.id",
         into(run.id), into(run.asked_by), into(run.asked_at), into(run.done_at),
         into(run.dossiers), into(run.breaks), into(told));
    AuditRuns last;
    for (auto& one : rows_of(st, [&] {
             run.told = lines_of(told);
             return run;
         })) {
        if (one.done_at > 0) last.done = one;
        last.asked = std::move(one);
    }
    return last;
}

void ask_for_audit(Change& change, workflow::Id who, std::int64_t now, std::int64_t since) {
    auto& db = change.db();
    std::int64_t waiting = 0;
    db << "select count(*) from audit_run where done_at = 0 and asked_at >= :since", into(waiting),
        use(since);
    if (waiting > 0) return;
    db << "insert into audit_run (asked_by, asked_at, told) values (:who, :now, '')", use(who),
        use(now);
    add_job(change, "audit", "audit_run", change.last_id(), now);
}

void finish_audit_run(Change& change, workflow::Id run, const Audit& result, std::int64_t now) {
    const auto dossiers = static_cast<std::int64_t>(result.dossiers);
    const auto breaks = static_cast<std::int64_t>(result.breaks.size());
    const auto told = text_of(result.breaks);
    change.db() << "update audit_run set done_at = :now, dossiers = :dossiers, breaks = :breaks,"
                   " told = :told where id = :id and done_at = 0",
        use(now), use(dossiers), use(breaks), use(told), use(run);
}

}  // namespace tdkt::sql
