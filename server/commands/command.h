// The words of the command line. Each is a row of the table in main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/settings.h"

namespace tdkt::server {

inline constexpr int success = 0;
inline constexpr int failure = 1;    // a check failed, or the work could not be done
inline constexpr int wrong_use = 2;  // of the command line or the settings

// What a command about an account is told.
struct UserWords {
    std::string username, name, post, organ, unit;
    std::vector<std::string> roles;
};

struct RenderWords {
    std::string kind, data, out;
};

struct VerifyWords {
    std::string file, roots;
};

// One PDF, or a kind of paper and its data.
struct LintWords {
    std::vector<std::string> what, beside;
    bool json = false;
};

// One file: to be written, checked or put back.
struct BackupWords {
    std::string file;
    bool verify = false, during_vote = false;
};

struct Program {
    std::function<Settings()> settings;  // read when a command runs; throws std::invalid_argument
    std::function<int()> run;            // what the chosen command does; gives the exit code
    UserWords user = {};
    RenderWords render = {};
    VerifyWords verify = {};
    LintWords lint = {};
    BackupWords backup = {};
    bool if_empty = false;  // of demo
    std::string office;     // of import: the file
};

struct Command {
    std::string_view name;
    std::string_view meaning;
    // Declares the command's options and sets program.run when it is chosen.
    void (*add)(CLI::App& command, Program& program);
};

void add_serve(CLI::App& command, Program& program);
void add_migrate(CLI::App& command, Program& program);
void add_user(CLI::App& command, Program& program);
void add_demo(CLI::App& command, Program& program);
void add_import(CLI::App& command, Program& program);
void add_render(CLI::App& command, Program& program);
void add_lint(CLI::App& command, Program& program);
void add_verify(CLI::App& command, Program& program);
void add_audit(CLI::App& command, Program& program);
void add_backup(CLI::App& command, Program& program);
void add_restore(CLI::App& command, Program& program);
void add_doctor(CLI::App& command, Program& program);

}  // namespace tdkt::server
