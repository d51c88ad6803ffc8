#include "server/showing/disk_trouble.h"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>

#include "sql/accident.h"

namespace tdkt::server {
namespace {

// SQLite's full; MariaDB's disk full, table full. Their numbers do not meet.
constexpr int full[] = {13, 1021, 1114};
// SQLite's I/O error and "cannot open"; MariaDB's errors of reading and writing, and of its
// storage engine.
constexpr int failing[] = {10, 14, 1024, 1026, 1030};

bool holds(const auto& codes, int code) {
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

}  // namespace

DiskTrouble disk_trouble(const std::exception& error) {
    if (const auto* accident = dynamic_cast<const sql::Accident*>(&error)) {
        if (holds(full, accident->code())) return DiskTrouble::full;
        if (holds(failing, accident->code())) return DiskTrouble::failing;
    }
    if (const auto* failed = dynamic_cast<const std::system_error*>(&error)) {
        const int code = failed->code().value();
        if (code == ENOSPC || code == EDQUOT) return DiskTrouble::full;
        if (code == EIO || code == EROFS) return DiskTrouble::failing;
    }
    return DiskTrouble::none;
}

}  // namespace tdkt::server
