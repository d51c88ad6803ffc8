// The bytes of attachments and papers, in the database, piece by piece, so that
// a backup is one thing and a file is never wholly in memory.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "sql/database.h"

namespace tdkt::sql {

struct FileFacts {
    std::string sha256;  // hex, lower case
    std::string media_type;
    std::int64_t size = 0;
    std::int64_t created_at = 0;
};

// Keeps what `bytes` holds under `sha256`, the sum of it, which the caller has
// computed. Does nothing when it is there already. Reads `bytes` from its
// beginning, since a change may run twice. Throws std::runtime_error when they
// cannot be read to their end.
void store(Change& change, const std::string& sha256, const std::string& media_type,
           std::int64_t now, std::istream& bytes);

std::optional<FileFacts> find_file(soci::session& db, const std::string& sha256);

// Writes the file to `out`; false when there is none, and nothing is written.
// Throws std::runtime_error when a piece is missing or `out` fails.
bool load(soci::session& db, const std::string& sha256, std::ostream& out);

// The same as one text, for papers. Throws Problem{missing}, and Problem{too_large}
// for a file of more than `most` bytes.
std::string load_small(soci::session& db, const std::string& sha256,
                       std::int64_t most = std::int64_t{16} << 20);

// Takes a file away that nothing names any more: its bytes live on in another.
void forget_file(Change& change, const std::string& sha256);

}  // namespace tdkt::sql
