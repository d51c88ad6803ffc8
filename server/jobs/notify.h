// Tells people that something happened, or waits for them.
#pragma once

#include "server/app.h"
#include "sql/jobs.h"

namespace tdkt::server {

// The job's subject is a line of a history. To the people of the dossier's unit:
// what was done with it, and why.
void notify_unit(App& app, const sql::Job& job);

// To whoever can take the next step, or has to know.
void notify_office(App& app, const sql::Job& job);

}  // namespace tdkt::server
