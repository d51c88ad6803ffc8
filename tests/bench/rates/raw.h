// The same statements through the C interface of the database, and nothing else:
// what the program's own rate is held against.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/rates/statements.h"

namespace tdkt::bench {

// What one client does: transactions one after the other.
using Part = std::vector<const Statements*>;

// SQLite: whether a statement is prepared once, or each time that it is asked.
enum class Prepared { once, each_time };

// Seconds that so many clients at once take for their parts. MariaDB: a connection each;
// SQLite: all share the one that writes, as it must be (sql/one_writer.h). Throws
// std::runtime_error when a statement fails.
double raw_seconds(const std::string& url, const std::vector<Part>& parts, Prepared prepared);

// Runs the work of each client in a thread of its own; the seconds until the last is done.
double seconds_together(std::size_t clients, const std::function<void(std::size_t)>& work);

}  // namespace tdkt::bench
