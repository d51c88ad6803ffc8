// tdkt backup and tdkt restore.
#include <filesystem>
#include <iostream>
#include <optional>

#include "server/app.h"
#include "server/backups/file.h"
#include "server/commands/command.h"
#include "server/rules.h"
#include "server/signing/audit_key.h"
#include "sql/audit/audit.h"
#include "sql/one_server.h"

namespace tdkt::server {
namespace {

std::string counted(const std::vector<sql::Holding>& holdings) {
    std::int64_t rows = 0;
    for (const auto& one : holdings) rows += one.rows;
    return std::to_string(holdings.size()) + " tables, " + std::to_string(rows) + " rows";
}

std::string when(std::int64_t made_at) {
    return "made " + workflow::date_time(made_at);
}

// The keys of the checkpoints, where they are; without them the signatures are not looked at.
std::optional<AuditKey> key_of(const Settings& settings) {
    const auto keys = std::filesystem::path(settings.data) / "keys";
    if (std::filesystem::exists(keys / "checkpoints.pub")) return AuditKey(keys);
    std::cout << "without the keys of " << keys.string()
              << " the signatures of checkpoints are not looked at\n";
    return {};
}

sql::BelieveCheckpoint believed(const std::optional<AuditKey>& key) {
    if (!key) return {};
    return [&key](const auto& each) { return key->believes(each); };
}

int told(const std::vector<std::string>& breaks) {
    for (const auto& broken : breaks) std::cerr << "tdkt: " << broken << '\n';
    std::cout << "audit: " << breaks.size() << " breaks\n";
    return breaks.empty() ? success : failure;
}

// Of any version: before a new program brings the database up to date, one is due.
int make(const Settings& settings, const BackupWords& words) {
    if (!sql::may_exist(settings.database))
        throw std::runtime_error("there is no database at " + settings.database);
    sql::Database database(settings.database, 2);
    if (!words.during_vote && database.read([](auto& db) { return sql::open_votes(db); }) > 0)
        throw std::runtime_error(
            "a vote is open; two backups would tell who voted in between: wait for its end, or "
            "say --during-vote and let nobody have the file");
    const auto written = write_backup(database, words.file, wall_clock() + settings.clock_offset);
    std::cout << words.file << ": " << counted(written.holdings) << ", " << written.size
              << " bytes\n";
    return success;
}

int check(const Settings& settings, const BackupWords& words) {
    const auto key = key_of(settings);
    const auto tried =
        try_backup(words.file, std::filesystem::path(settings.data) / "spool", load_rules(),
                   believed(key), wall_clock() + settings.clock_offset);
    std::cout << words.file << ": " << counted(tried.restored.holdings) << ", "
              << when(tried.restored.head.made_at) << '\n';
    return told(tried.breaks);
}

int restore(const Settings& settings, const std::string& file) {
    if (!std::filesystem::exists(file)) throw std::runtime_error("there is no file " + file);
    const auto key = key_of(settings);
    auto app = open_app(settings);
    const sql::OneServer alone(settings.database);
    const auto restored = restore_backup(app.database, file, app.now());
    std::cout << counted(restored.holdings) << ", " << when(restored.head.made_at) << ", "
              << restored.migrated << " files of the schema added\n";
    return told(app.database.read(
        [&](auto& db) { return sql::audit(db, app.rules, believed(key)).breaks; }));
}

}  // namespace

void add_backup(CLI::App& command, Program& program) {
    auto& words = program.backup;
    command.add_option("file", words.file, "The file to write, or to check")->required();
    command.add_flag("--verify", words.verify,
                     "Check the file: restore it into a temporary place, and audit that");
    command.add_flag("--during-vote", words.during_vote, "Write it though a vote is open");
    command.callback([&program] {
        program.run = [&program] {
            const auto settings = program.settings();
            return program.backup.verify ? check(settings, program.backup)
                                         : make(settings, program.backup);
        };
    });
}

void add_restore(CLI::App& command, Program& program) {
    command.add_option("file", program.backup.file, "A backup; it goes into an empty database")
        ->required();
    command.callback([&program] {
        program.run = [&program] { return restore(program.settings(), program.backup.file); };
    });
}

}  // namespace tdkt::server
