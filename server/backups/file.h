// A backup as a file: written whole or not at all, tried out, put back.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "sql/audit/checkpoints.h"
#include "sql/backup/backup.h"
#include "workflow/awards.h"

namespace tdkt::server {

struct WrittenBackup {
    std::vector<sql::Holding> holdings;
    std::uintmax_t size = 0;  // bytes of the file
};

// Under another name until it lies on the disk, so that a file of this name is
// whole; readable by its owner alone. `halt`, when it turns true, ends it. Throws
// std::runtime_error, one line, when there is such a file already or when it
// cannot be written; then nothing is there.
WrittenBackup write_backup(sql::Database& database, const std::filesystem::path& file,
                           std::int64_t now, const std::atomic<bool>* halt = nullptr);

// Throws std::runtime_error, one line, as sql::restore() does.
sql::Restored restore_backup(sql::Database& database, const std::filesystem::path& file,
                             std::int64_t now, const std::atomic<bool>* halt = nullptr);

struct TriedBackup {
    sql::Restored restored;
    std::vector<std::string> breaks;  // what the audit found
};

// Restores it into an SQLite database below `spool`, which is gone afterwards,
// and audits that, `believe` as in sql::audit(). Throws as restore_backup() does.
TriedBackup try_backup(const std::filesystem::path& file, const std::filesystem::path& spool,
                       const workflow::Rules& rules, const sql::BelieveCheckpoint& believe,
                       std::int64_t now, const std::atomic<bool>* halt = nullptr);

}  // namespace tdkt::server
