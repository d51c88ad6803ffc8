#include "sql/unsynced.h"

#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <string>

namespace tdkt::sql {
namespace {

// SQLite tells its log of every failure, also of those that it hides, as in a checkpoint
// behind a commit.
void look(void*, int code, const char* message) {
    if (code != SQLITE_IOERR_FSYNC && code != SQLITE_IOERR_DIR_FSYNC) return;
    std::string line = "tdkt: the disk did not keep what was written (";
    line.append(message).append(
        "); stopped before anything that rests on it was confirmed: look at the disk, "
        "then start again\n");
    // Nothing else: others hold locks, and must not get to confirm anything.
    [[maybe_unused]] const auto told = ::write(STDERR_FILENO, line.data(), line.size());
    ::_exit(EXIT_FAILURE);
}

}  // namespace

void end_when_unsynced() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite_api::sqlite3_config(SQLITE_CONFIG_LOG, look, nullptr); });
}

}  // namespace tdkt::sql
