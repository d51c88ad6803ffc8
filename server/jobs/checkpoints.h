// The signed checkpoints of the histories, one each hour in which something happened.
#pragma once

#include "server/app.h"
#include "server/signing/audit_key.h"
#include "sql/jobs.h"

namespace tdkt::server {

AuditKey audit_key(const App& app);

// Adds one, and the job for the next.
void take_checkpoint(App& app, const sql::Job& job);

}  // namespace tdkt::server
