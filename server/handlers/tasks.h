// What waits for a person, as their first page shows it.
#pragma once

#include "server/app.h"
#include "sql/database.h"
#include "sql/sight.h"
#include "templates/views/home.h"

namespace tdkt::server {

std::vector<templates::Task> tasks_of(soci::session& db, App& app, const sql::Horizon& horizon);

}  // namespace tdkt::server
