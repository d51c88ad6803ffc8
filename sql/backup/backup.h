// Everything that the database holds, in a form that is the same for SQLite and
// MariaDB: what one wrote, the other can take.
#pragma once

#include <istream>
#include <ostream>

#include "sql/backup/rows.h"
#include "sql/resources.h"

namespace tdkt::sql {

// Writes what stands in the database at this moment; changes meanwhile wait for
// nothing and are not in it. To be called within Database::read(), of a database of any version
// that has been migrated at least once. At most a few MiB are in memory at once. Throws
// std::runtime_error when it holds nothing of ours, and when `out` takes no more.
std::vector<Holding> backup(soci::session& db, const Dialect& dialect, std::int64_t now,
                            std::ostream& out);

struct Restored {
    Head head;
    std::vector<Holding> holdings;
    int migrated = 0;  // files of the schema that the backup did not know yet
};

// Puts a backup into an empty database, at the version that it was made at, and
// brings that up to date. Nobody may use the database meanwhile. Throws Spoiled,
// before anything is touched, for a backup that is not whole; std::runtime_error,
// one line, when the database holds data, when the backup is a newer program's,
// or when it lacks a table; then the database is empty. What a killed restore
// leaves no program takes for an office, and the next restore clears it away.
Restored restore(Database& database, std::istream& in, std::int64_t now,
                 std::span<const workflow::Embedded> files = resources());

// How many votes are open. A backup made between two ballots, held against the
// next one, would tell who voted how.
std::int64_t open_votes(soci::session& db);

}  // namespace tdkt::sql
