// When somebody had the histories checked, and what came of it.
#pragma once

#include <optional>

#include "sql/audit/audit.h"

namespace tdkt::sql {

struct AuditRun {
    workflow::Id id = 0;
    std::string asked_by;  // name
    std::int64_t asked_at = 0;
    std::int64_t done_at = 0;  // 0: still at it
    std::int64_t dossiers = 0;
    std::int64_t breaks = 0;
    std::vector<std::string> told;  // the first of them
};

// The last that was asked for, and the last that was done; often the same.
struct AuditRuns {
    std::optional<AuditRun> asked, done;
};
AuditRuns last_audit_runs(soci::session& db);

// Asks for a check, to be done by the job "audit". Does nothing while one that
// was asked for since `since` is still to be done.
void ask_for_audit(Change& change, workflow::Id who, std::int64_t now, std::int64_t since);

// Does nothing when the run has its result already.
void finish_audit_run(Change& change, workflow::Id run, const Audit& result, std::int64_t now);

}  // namespace tdkt::sql
