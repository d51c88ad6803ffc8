#include "server/jobs/check_history.h"

#include "server/jobs/checkpoints.h"
#include "sql/audit/runs.h"

namespace tdkt::server {

void check_history(App& app, const sql::Job& job) {
    const auto key = audit_key(app);
    const auto result = app.database.read([&](auto& db) {
        return sql::audit(db, app.rules, [&](const auto& each) { return key.believes(each); });
    });
    app.database.change([&](sql::Change& change) {
        sql::finish_audit_run(change, job.subject_id, result, app.now());
    });
}

}  // namespace tdkt::server
