// Files on their way in: written to disk while they arrive, and named by what
// they hold. Nothing of a file stays behind when the request ends.
#pragma once

#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "server/http.h"
#include "workflow/problem.h"

namespace tdkt::server {

inline constexpr std::int64_t largest_file = 50 * 1024 * 1024;

// What is said of a larger one in `field`.
workflow::Problem too_large_file(const std::string& field);

class Spool {
  public:
    // Makes a file of its own in `folder`, which is made when it does not exist.
    // `field` as the sender gave it.
    Spool(const std::filesystem::path& folder, std::string field);

    // Throws Problem{too_large} beyond largest_file.
    void add(std::string_view bytes);

    std::int64_t size() const { return size_; }
    // `name` as the sender gave it.
    Upload finish(std::string_view name);

  private:
    std::string field_;
    std::shared_ptr<const std::string> path_;  // removes the file with its last owner
    std::ofstream file_;
    crypto_hash_sha256_state hash_;
    std::int64_t size_ = 0;
};

// A file's name without folders and control characters, NFC, at most 200 characters.
std::string clean_file_name(std::string_view name);

// Removes what a killed program left in `folder`, and nothing that another one is
// still receiving there. Call before serving.
void clear_spool(const std::filesystem::path& folder);

}  // namespace tdkt::server
