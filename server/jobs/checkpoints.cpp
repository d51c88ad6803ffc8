#include "server/jobs/checkpoints.h"

#include "workflow/problem.h"

namespace tdkt::server {

AuditKey audit_key(const App& app) {
    return AuditKey(std::filesystem::path(app.settings.data) / "keys");
}

void take_checkpoint(App& app, const sql::Job& job) {
    const auto key = audit_key(app);
    const auto now = app.now();
    const auto made = app.database.change([&](sql::Change& change) {
        std::optional<sql::Checkpoint> next;
        if (!sql::finish_job(change, job, now)) return next;
        next = sql::add_checkpoint(change, now, [&](auto& each) { key.sign(each); });
        sql::add_job(change, sql::checkpoint_job, "organ", 0, now, now + sql::between_checkpoints);
        return next;
    });
    // The log is another place than the database: who shortens the one does not reach the other.
    if (made)
        app.log.line("checkpoint",
                     {{"number", std::to_string(made->number)}, {"hash", made->hash}});
}

}  // namespace tdkt::server
