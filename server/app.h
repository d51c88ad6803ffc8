// What the handlers need, made once in main() and passed by reference.
#pragma once

#include <cstdint>
#include <functional>

#include "server/log.h"
#include "server/metrics.h"
#include "server/settings.h"
#include "sql/database.h"

namespace tdkt::server {

struct App {
    sql::Database database;
    std::function<std::int64_t()> now;  // UTC, milliseconds; a test sets it
    Settings settings;
    Log log;
    Metrics metrics;
};

}  // namespace tdkt::server
