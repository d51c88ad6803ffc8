#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <future>
#include <iostream>
#include <thread>

#include "server/app.h"
#include "server/backups/schedule.h"
#include "server/commands/command.h"
#include "server/front/door.h"
#include "server/front/spool.h"
#include "server/jobs/effects.h"
#include "server/jobs/jobs.h"
#include "server/outbox/outbox.h"
#include "server/room.h"
#include "sql/audit/checkpoints.h"
#include "sql/folding.h"
#include "sql/migrate.h"
#include "sql/one_server.h"
#include "templates/engine.h"
#include "templates/papers.h"

namespace tdkt::server {
namespace {

// Threads made later inherit that these signals wait for whoever asks.
sigset_t hold_signals() {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return stop;
}

// Balancers look away first; then what is under way is finished, within limits.
// False: something was not, and its threads are at work still.
bool end(App& app, int signal, Door& door, Backups& backups, Jobs& jobs, Outbox& outbox) {
    const auto& settings = app.settings;
    app.stopping = true;
    app.log.line("stopping", {});
    // At a terminal nobody balances.
    if (signal == SIGTERM)
        std::this_thread::sleep_for(std::chrono::seconds(settings.drain_seconds));
    const std::chrono::seconds patience(settings.stop_seconds);
    const auto until = std::chrono::steady_clock::now() + patience;
    // Jobs and deliveries begin no more while requests are finished.
    auto answered = std::async(std::launch::async, [&] { return door.stop(patience); });
    backups.stop();
    const auto left = [until] {
        const auto rest = until - std::chrono::steady_clock::now();
        return std::max(std::chrono::duration_cast<std::chrono::seconds>(rest),
                        std::chrono::seconds(1));
    };
    const bool all_done = jobs.stop(left());
    const bool all_told = outbox.stop(left());
    const bool all_answered = answered.get();
    app.log.line("stopped", {{"all_answered", all_answered ? "yes" : "no"},
                             {"all_jobs_done", all_done ? "yes" : "no"},
                             {"all_told", all_told ? "yes" : "no"}});
    return all_answered && all_done && all_told;
}

int serve(const Settings& settings) {
    check_listening(settings);
    const auto stop = hold_signals();
    templates::check_all();
    templates::check_papers();
    auto app = open_app(settings);
    const sql::OneServer alone(settings.database);
    if (sql::migrate(app.database, app.now()) > 0) sql::fold_older_rows(app.database);
    if (app.database.dialect().one_writer)
        app.database.change([](sql::Change& change) {
            sql::free_jobs(change);
            sql::free_messages(change);
        });
    app.database.change(
        [&](sql::Change& change) { sql::keep_checkpoints_coming(change, app.now()); });
    clear_spool(std::filesystem::path(settings.data) / "spool");
    Jobs jobs({app.database, app.now, effects(app),
               [&app](const sql::Job& job, const std::exception& error) {
                   return app.log.accident(error, job.effect);
               }});
    app.metrics.ask("tdkt_disk_free_bytes", "Room that is left where DATA lies.",
                    [&app] { return free_bytes(app.settings); });
    Backups backups(app);
    Outbox outbox(app);
    jobs.start();
    backups.start();
    outbox.start();
    Door door(app);
    std::cout << "Serving on http://" << settings.host << ':' << door.port() << std::endl;
    int signal = 0;
    sigwait(&stop, &signal);
    // Told twice, it goes at once; what is kept is whole at every moment.
    std::thread([stop] {
        int again = 0;
        sigwait(&stop, &again);
        std::_Exit(failure);
    }).detach();
    if (!end(app, signal, door, backups, jobs, outbox)) std::_Exit(success);
    return success;
}

int migrate(const Settings& settings) {
    auto app = open_app(settings);
    const int applied = sql::migrate(app.database, app.now());
    if (applied > 0) sql::fold_older_rows(app.database);
    std::cout << applied << " applied\n";
    return success;
}

}  // namespace

void add_serve(CLI::App& command, Program& program) {
    command.callback(
        [&program] { program.run = [&program] { return serve(program.settings()); }; });
}

void add_migrate(CLI::App& command, Program& program) {
    command.callback(
        [&program] { program.run = [&program] { return migrate(program.settings()); }; });
}

}  // namespace tdkt::server
