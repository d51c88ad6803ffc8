// tdkt audit and tdkt doctor: is everything as it must be?
#include "sql/audit/audit.h"

#include <unistd.h>

#include <iostream>

#include "server/app.h"
#include "server/backups/schedule.h"
#include "server/commands/command.h"
#include "server/jobs/checkpoints.h"
#include "server/outbox/deliver_mail.h"
#include "server/outbox/smtp.h"
#include "server/room.h"
#include "server/signing/key_check.h"
#include "server/steps/wordings.h"
#include "sql/migrate.h"
#include "sql/one_server.h"
#include "sql/outbox.h"
#include "templates/engine.h"
#include "templates/papers.h"
#include "workflow/texts.h"

namespace tdkt::server {
namespace {

int audit(const Settings& settings) {
    auto app = open_existing(settings);
    const auto key = audit_key(app);
    const auto report = app.database.read([&](auto& db) {
        return sql::audit(db, app.rules, [&](const auto& each) { return key.believes(each); });
    });
    for (const auto& broken : report.breaks) std::cerr << "tdkt: " << broken << '\n';
    std::cout << report.dossiers << " histories and " << report.accounts << " accounts checked, "
              << report.breaks.size() << " breaks\n";
    if (report.newest)
        std::cout << "newest checkpoint: " << report.newest->number << ", "
                  << workflow::date_time(report.newest->at) << ", " << report.newest->hash << '\n';
    return report.breaks.empty() ? success : failure;
}

struct Check {
    const char* what;
    void (*run)(App&);
};

constexpr Check checks[] = {
    {"templates and fonts",
     [](App&) {
         templates::check_all();
         templates::check_papers();
     }},
    {"database up to date",
     [](App& app) {
         if (sql::lacking(app.database) > 0) throw std::runtime_error("run: tdkt migrate");
     }},
    {"words of papers",
     [](App& app) {
         const auto all = workflow::listed(app.database.read([&](auto& db) {
             return wording_faults(db, workflow::day_of(app.now()));
         }),
                                           "; ");
         if (!all.empty()) throw std::runtime_error(all);
     }},
    {"backups, if any are scheduled",
     [](App& app) {
         if (is_backup_late(app.settings, app.now()))
             throw std::runtime_error("the last one in " + app.settings.backup_folder +
                                      " is too old; is the server running, and what does its log "
                                      "say of: backup");
     }},
    {"room on the disk",
     [](App& app) {
         const auto free = free_bytes(app.settings);
         if (free < little_room)
             throw std::runtime_error("only " + std::to_string(free / 1'000'000) +
                                      " MB are free in " + app.settings.data +
                                      "; make room before it is full");
     }},
    {"mail server, if one is set",
     [](App& app) {
         if (mail_is_open(app.settings)) try_mail_server(app.settings);
     }},
    {"folder for edXML, if one is set",
     [](App& app) {
         const auto& folder = app.settings.edxml_folder;
         if (!folder.empty() && ::access(folder.c_str(), W_OK | X_OK) != 0)
             throw std::runtime_error("cannot write in " + folder);
     }},
    {"authorities for signatures", [](App& app) { app.keys.roots(); }},
    {"keys of organs and leaders",
     [](App& app) {
         const auto all = workflow::listed(key_faults(app), "; ");
         if (!all.empty()) throw std::runtime_error(all);
     }},
};

// What is no fault of the machine, and still wants somebody's eye.
std::vector<std::string> notes_on_outbox(App& app) {
    std::vector<std::string> notes;
    if (!mail_is_open(app.settings))
        notes.emplace_back("nobody is told by mail: smtp_host is not set");
    if (sql::lacking(app.database) > 0) return notes;
    const auto dead = app.database.read([](auto& db) { return sql::count_messages(db).dead; });
    if (dead > 0)
        notes.push_back(std::to_string(dead) +
                        " messages could not be delivered; see /outbox?state=dead");
    return notes;
}

int doctor(const Settings& settings) {
    if (!sql::may_exist(settings.database))
        throw std::runtime_error("there is no database at " + settings.database +
                                 "; tdkt migrate, demo or import makes one");
    auto app = open_app(settings);
    int failed = 0;
    for (const auto& check : checks) {
        try {
            check.run(app);
            std::cout << "good  " << check.what << '\n';
        } catch (const std::exception& error) {
            ++failed;
            std::cout << "BAD   " << check.what << ": " << error.what() << '\n';
        }
    }
    for (const auto& note : notes_on_outbox(app)) std::cout << "note  " << note << '\n';
    return failed == 0 ? success : failure;
}

}  // namespace

void add_audit(CLI::App& command, Program& program) {
    command.callback(
        [&program] { program.run = [&program] { return audit(program.settings()); }; });
}

void add_doctor(CLI::App& command, Program& program) {
    command.callback(
        [&program] { program.run = [&program] { return doctor(program.settings()); }; });
}

}  // namespace tdkt::server
