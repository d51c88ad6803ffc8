// Brings the tables up to date with the program.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"
#include "sql/resources.h"

namespace tdkt::sql {

// Applies the files "schema/NUMBER_NAME.sql" among `files` in order of name,
// each once, and gives the number of those applied now. `now` is noted beside
// each. Throws std::runtime_error with one line when a file was edited after it
// was applied, when the database knows a file that this program does not (a
// newer program has been here), when a restore was not finished, or when a
// statement fails. On SQLite a file that fails or whose program is killed
// leaves nothing behind; MariaDB keeps what went before, statement by statement,
// and the next call goes on there. Two at once wait for each other, also on two
// nodes of a cluster.
int migrate(Database& database, std::int64_t now,
            std::span<const workflow::Embedded> files = resources());

// How many files are still to be applied; throws as migrate() does.
int lacking(Database& database, std::span<const workflow::Embedded> files = resources());

using Applied = std::map<std::string, std::string>;  // name → checksum

// What was applied to a database; empty for one that was never migrated.
Applied applied_files(soci::session& db, const Dialect& dialect);

// Throws as migrate() does when it is not among what `files` hold.
void check_applied(const Applied& applied, std::span<const workflow::Embedded> files);

// Between these two calls the database is no office to anybody.
void mark_unfinished(Database& database, std::int64_t now);
void mark_finished(Database& database);
bool is_unfinished(const Applied& applied);

// The statements of a schema file as `dialect` wants them: comments taken out,
// {{key}} {{table}} {{blob}} put in, and statements that begin with {{sqlite}}
// or {{mariadb}} left to that database. The body of a trigger is one statement.
std::vector<std::string> statements(std::string_view text, const Dialect& dialect);

}  // namespace tdkt::sql
