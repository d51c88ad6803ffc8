// Looking for anything that must never be.
#pragma once

#include "sql/database.h"

namespace tdkt::sql {

// Replays every history, checks its chain, the states it leads to, and the
// queries of invariants.sql. One sentence for each break, naming the first
// broken line of a history; empty when all is well.
std::vector<std::string> audit(soci::session& db);

}  // namespace tdkt::sql
