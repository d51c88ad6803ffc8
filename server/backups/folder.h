// The folder in which backups are kept: its files alone say what there is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/backups/retention.h"

namespace tdkt::server {

struct KeptBackup {
    std::filesystem::path file;
    std::int64_t made_at = 0;  // UTC, milliseconds
    std::uintmax_t size = 0;
};

// "tdkt-20251208T190003Z.backup"
std::string backup_name(std::int64_t made_at);

// Newest first. Files of other names are not looked at; none in a folder that is not there.
std::vector<KeptBackup> backups_in(const std::filesystem::path& folder);

// Removes those that `keep` does not let stay, and nothing of another name.
void remove_old_backups(const std::filesystem::path& folder, const Keep& keep);

// Lets one program at a time work in the folder, until it goes out of scope or dies.
class FolderTurn {
  public:
    // Makes the folder, for its owner alone, when there is none. Throws std::system_error.
    explicit FolderTurn(const std::filesystem::path& folder);
    ~FolderTurn();
    FolderTurn(const FolderTurn&) = delete;
    FolderTurn& operator=(const FolderTurn&) = delete;

    bool is_ours() const { return ours_; }

  private:
    int held_ = -1;
    bool ours_ = false;
};

}  // namespace tdkt::server
