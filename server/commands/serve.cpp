#include <csignal>
#include <iostream>

#include "server/app.h"
#include "server/backups/schedule.h"
#include "server/commands/command.h"
#include "server/front/door.h"
#include "server/front/spool.h"
#include "server/jobs/effects.h"
#include "server/jobs/jobs.h"
#include "server/outbox/outbox.h"
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

int serve(const Settings& settings) {
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
    Backups backups(app);
    Outbox outbox(app);
    jobs.start();
    backups.start();
    outbox.start();
    Door door(app);
    std::cout << "Serving on http://" << settings.host << ':' << door.port() << std::endl;
    int signal = 0;
    sigwait(&stop, &signal);
    app.log.line("stopping", {});
    door.stop();
    backups.stop();
    jobs.stop();
    outbox.stop();
    app.log.line("stopped", {});
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
