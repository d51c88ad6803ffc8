// What SOCI was asked to do: counted for the tests and benchmarks, and kept for
// the log of accidents.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>

namespace tdkt::sql {

// Statements prepared so far in this thread, those that begin a transaction included.
std::int64_t statements_prepared();

// Counts others to this thread, or away from it: of work that one did for another.
void count_statements(std::int64_t statements);

// The last of them, with placeholders where its values go.
const std::string& last_statement();

// Makes the session report its statements here.
void watch(soci::session& session);

}  // namespace tdkt::sql
