// The check of all histories that an inspector asked for.
#pragma once

#include "server/app.h"
#include "sql/jobs.h"

namespace tdkt::server {

// Keeps the result with the run that the job is about.
void check_history(App& app, const sql::Job& job);

}  // namespace tdkt::server
