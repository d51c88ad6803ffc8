// tdkt audit and tdkt doctor: is everything as it must be?
#include "sql/audit/audit.h"

#include <iostream>

#include "server/app.h"
#include "server/commands/command.h"
#include "sql/migrate.h"
#include "sql/people.h"
#include "templates/engine.h"
#include "templates/papers.h"

namespace tdkt::server {
namespace {

int audit(const Settings& settings) {
    auto app = open_app(settings);
    const auto report = app.database.read([&](auto& db) { return sql::audit(db, app.rules); });
    for (const auto& broken : report.breaks) std::cerr << "tdkt: " << broken << '\n';
    std::cout << report.dossiers << " histories checked, " << report.breaks.size() << " breaks\n";
    return report.breaks.empty() ? success : failure;
}

// Who may sign a decision, and every organ, needs a key that opens.
void check_keys(App& app) {
    using workflow::Role;
    app.database.read([&](auto& db) {
        for (const auto& organ : sql::organs(db)) {
            app.keys.organ(organ);
            for (const auto& leader :
                 sql::accounts_with(db, organ.id, Role::director | Role::deputy_director))
                app.keys.person(leader);
        }
    });
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
    {"authorities for signatures", [](App& app) { app.keys.roots(); }},
    {"keys of leaders and organs", check_keys},
};

int doctor(const Settings& settings) {
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
