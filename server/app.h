// What the handlers need, made once in main() and passed by reference.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

#include "server/access/content_key.h"
#include "server/http.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/settings.h"
#include "server/signing/keys.h"
#include "server/signing/reports.h"
#include "sql/database.h"
#include "workflow/awards.h"

namespace tdkt::server {

struct App {
    sql::Database database;
    std::function<std::int64_t()> now;  // UTC, milliseconds; a test sets it
    Settings settings;
    std::span<const Route> routes;  // what there is to ask for
    workflow::Rules rules;
    Keys keys;
    Log log;
    Metrics metrics;
    Reports reports = {};
    ContentKey content_key = {};
    std::atomic<bool> stopping = false;  // told to stop, and serving those who still come
};

std::int64_t wall_clock();  // UTC, milliseconds

// Opens a database that is there and up to date, and makes none. Throws
// std::exception, one line, when it is not.
App open_existing(const Settings& settings);

// Opens the database and makes the data folder. Throws std::exception, one
// line, when it cannot or must not: see sql/safety.h.
App open_app(const Settings& settings);

}  // namespace tdkt::server
