// Brings the tables up to date with the program.
#pragma once

#include <cstdint>
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
// newer program has been here), or when a statement fails: on SQLite such a
// file leaves nothing behind; MariaDB keeps what went before. Two at once wait
// for each other; in a cluster, let one server do it, for its lock is local.
int migrate(Database& database, std::int64_t now,
            std::span<const workflow::Embedded> files = resources());

// How many files are still to be applied; throws as migrate() does.
int lacking(Database& database, std::span<const workflow::Embedded> files = resources());

// The statements of a schema file as `dialect` wants them: comments taken out,
// {{key}} {{table}} {{blob}} put in, and statements that begin with {{sqlite}}
// or {{mariadb}} left to that database. The body of a trigger is one statement.
std::vector<std::string> statements(std::string_view text, const Dialect& dialect);

}  // namespace tdkt::sql
