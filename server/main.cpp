// The program: reads the command line and runs one command.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "server/commands/command.h"

namespace {

using namespace tdkt::server;

constexpr auto commands = std::to_array<Command>({
    {"serve", "Serve pages and API until stopped", add_serve},
    {"demo", "Fill an empty database with a demonstration", add_demo},
    {"migrate", "Bring the database up to date with the program", add_migrate},
    {"user", "List, add and change accounts", add_user},
    {"render", "Write an official paper from data, without a server", add_render},
    {"lint", "Check a PDF, or a paper from data, by Decree 30", add_lint},
    {"verify", "Check the signatures of a PDF", add_verify},
    {"audit", "Check every history and invariant of the database", add_audit},
    {"import", "Set an office up from a file", add_import},
    {"backup", "Write all data into one file while the server runs, or check one", add_backup},
    {"restore", "Put a backup into an empty database", add_restore},
    {"doctor", "Check settings, fonts, keys, templates and database", add_doctor},
});

Values file_values(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::invalid_argument("cannot read the settings file " + path);
    try {
        return parse_settings(text.str());
    } catch (const std::invalid_argument& wrong) {
        throw std::invalid_argument(path + ": " + wrong.what());
    }
}

const char* environment(const std::string& name) {
    return std::getenv(name.c_str());
}

// One line, whatever libraries say in several.
int told(std::string message, int code) {
    std::ranges::replace(message, '\n', ' ');
    std::cerr << "tdkt: " << message << '\n';
    return code;
}

int run(int count, char** words) {
    CLI::App line("The office for award nominations", "tdkt");
    line.require_subcommand(1);
    line.fallthrough();
    std::string file;
    std::map<std::string, std::string> options;
    line.add_option("--config", file, "File of settings, name = value");
    for (const auto& setting : all_settings()) {
        const std::string name(setting.name);
        std::string meaning(setting.meaning);
        if (!setting.otherwise.empty()) meaning.append(" (").append(setting.otherwise).append(")");
        line.add_option_function<std::string>(
                "--" + name, [&options, name](const std::string& text) { options[name] = text; },
                meaning)
            ->group("Settings, also TDKT_… in the environment");
    }
    Program program;
    program.settings = [&] {
        check_environment(environ);
        return settings_from(file_values(file), environment, {options.begin(), options.end()});
    };
    for (const auto& command : commands)
        command.add(*line.add_subcommand(std::string(command.name), std::string(command.meaning)),
                    program);
    try {
        line.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        if (wrong.get_exit_code() == 0) return line.exit(wrong);
        return told(std::string(wrong.what()) + "; see tdkt --help", wrong_use);
    }
    return program.run();
}

}  // namespace

int main(int count, char** words) {
    try {
        return run(count, words);
    } catch (const std::invalid_argument& wrong) {
        return told(wrong.what(), wrong_use);
    } catch (const std::exception& error) {
        return told(error.what(), failure);
    }
}
