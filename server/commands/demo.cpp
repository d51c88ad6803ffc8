// tdkt demo: the office with people and a running campaign, for trying it out.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "server/access/tokens.h"
#include "server/app.h"
#include "server/commands/command.h"
#include "server/demo/story.h"
#include "server/on_disk.h"
#include "sql/migrate.h"
#include "sql/people.h"

namespace tdkt::server {
namespace {

std::filesystem::path settings_file(const Settings& settings) {
    return std::filesystem::path(settings.data) / "tdkt.conf";
}

bool is_empty(App& app) {
    return app.database.read([](auto& db) { return sql::organs(db).empty(); });
}

// What `serve` needs to go on from here: the demonstration's clock and keys.
void write_settings(const Settings& settings, std::int64_t offset) {
    const auto file = settings_file(settings);
    std::ostringstream text;
    text << "# Written by tdkt demo; read by: tdkt serve --config " << file.string()
         << "\nclock_offset = " << offset << "\nkey_password = " << settings.key_password << '\n';
    write_anew(file, text.str());
}

int fill(Settings settings, bool if_empty) {
    if (settings.key_password.empty()) settings.key_password = new_token();
    settings.mail = {};
    settings.edxml_folder.clear();
    auto app = open_app(settings);
    std::int64_t clock = 0;
    app.now = [&clock] { return clock; };
    sql::migrate(app.database, wall_clock());
    if (is_empty(app)) {
        clock = workflow::start_of(*workflow::parse_day("2025-10-01"));
        demo::play(app, demo::settle(app), clock);
        write_settings(settings, clock - wall_clock());
    } else if (!if_empty) {
        throw std::runtime_error(
            "the database holds data already; give --database or --data of an "
            "empty place for the demonstration");
    }
    std::cout << "Demonstration accounts (settings in " << settings_file(settings).string()
              << "):\n"
              << demo::introduction(app);
    return success;
}

}  // namespace

void add_demo(CLI::App& command, Program& program) {
    command.add_flag("--if-empty", program.if_empty,
                     "Do nothing, and succeed, when there is data already");
    command.callback([&program] {
        program.run = [&program] { return fill(program.settings(), program.if_empty); };
    });
}

}  // namespace tdkt::server
