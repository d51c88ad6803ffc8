// How far a schema file has come on a database that keeps each statement about
// tables at once, whatever becomes of the program.
#pragma once

#include <stdexcept>

#include "sql/schema_lock.h"
#include "workflow/embedded.h"

namespace tdkt::sql {

// FNV-1a, 16 digits: enough to notice an edit, which is an oversight and no attack.
std::string checksum(std::string_view text);

// The files that were begun and not ended. None when nothing keeps count.
std::vector<std::string> begun_files(soci::session& db, const Dialect& dialect);

// Carries the statements of `file` out that are still to be, and notes the file as
// applied. Throws std::runtime_error, one line, when one fails, or when one that was
// carried out is another now.
void apply_steps(Database& database, const workflow::Embedded& file, std::int64_t now,
                 const SchemaLock& lock);

void note_applied(Change& change, const workflow::Embedded& file, std::int64_t now);

// A statement that the database refused: it has done nothing.
class FailedStatement : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Called where `error` was caught: throws FailedStatement, "0002_rows.sql, statement 2: …",
// and for a race that was lost or a connection that broke the error itself.
[[noreturn]] void tell_failure(const soci::soci_error& error, const workflow::Embedded& file,
                               std::size_t number);

}  // namespace tdkt::sql
