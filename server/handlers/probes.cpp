#include "server/handlers/probes.h"

#include "server/app.h"
#include "server/room.h"
#include "sql/people.h"

namespace tdkt::server {
namespace {

constexpr auto plain = "text/plain; charset=utf-8";

}  // namespace

// GET /healthz
Response show_health(const Request&, App&) {
    return {200, "ok\n", plain};
}

// GET /readyz
Response show_readiness(const Request&, App& app) {
    if (app.stopping) return {503, "stopping\n", plain};
    try {
        app.database.read([](auto& db) { sql::organs(db); });
        const auto free = free_bytes(app.settings);
        if (free >= no_room) return {200, "ready\n", plain};
        // People can still read here; only another server on the same database does better.
        const auto told = "no room on the disk: " + std::to_string(free / 1000) + " kB\n";
        if (app.database.dialect().one_writer) return {200, "ready to be read; " + told, plain};
        return {503, "not ready: " + told, plain};
    } catch (const std::exception& accident) {
        const auto number = app.log.accident(accident, "/readyz");
        return {503, "not ready: " + number + '\n', plain};
    }
}

// GET /readyz/haproxy
Response show_readiness_to_haproxy(const Request& request, App& app) {
    if (app.stopping) return {404, "stopping\n", plain};
    return show_readiness(request, app);
}

// GET /metrics
Response show_metrics(const Request&, App& app) {
    return {200, app.metrics.text(), "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace tdkt::server
