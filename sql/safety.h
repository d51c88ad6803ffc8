// Whether a MariaDB keeps what it confirms: settings under which it forgets
// commits, or lets one change silently overwrite another, are not worked with.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

// Each fault says which setting or table is what, and what it must be.
using Faults = std::vector<std::string>;

// Of the database that is connected; SQLite has none, since its settings are ours.
// Looks at one node of a cluster: the one that answers.
Faults unsafe(Database& database);

// Connects to `url`; throws std::runtime_error, one line with all faults, and what
// Database throws.
void expect_safe(const std::string& url);

// The variables of the server, and those of our sessions, that were found: name → value.
struct Variables {
    std::map<std::string, std::string> global, session;
};

Faults unsafe(const Variables& variables);

}  // namespace tdkt::sql
