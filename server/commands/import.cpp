// tdkt import: sets an office up from a file, for the first day.
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/app.h"
#include "server/commands/command.h"
#include "server/commands/office_file.h"
#include "sql/migrate.h"
#include "workflow/problem.h"

namespace tdkt::server {
namespace {

int import_office(const Settings& settings, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto app = open_app(settings);
    sql::migrate(app.database, app.now());
    const auto done = set_up_office(app, text, "");
    std::cout << done.units << " units, " << done.people << " people, " << done.councils
              << " councils, " << done.campaigns
              << " campaigns; nobody can sign in before: tdkt user password NAME\n";
    return success;
}

}  // namespace

void add_import(CLI::App& command, Program& program) {
    auto* office = command.add_subcommand("office", "Organ, units, people, councils, campaigns");
    command.require_subcommand(1);
    office->add_option("file", program.office, "JSON; server/demo/office.json is an example")
        ->required();
    office->callback([&program] {
        program.run = [&program] { return import_office(program.settings(), program.office); };
    });
}

}  // namespace tdkt::server
