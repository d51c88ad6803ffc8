// Looking for anything that must never be.
#pragma once

#include "sql/database.h"

namespace tdkt::sql {

struct Audit {
    std::size_t dossiers = 0;          // how many histories were replayed
    std::vector<std::string> breaks;  // empty when all is well
};

// Replays every history, checks its chain, the states it leads to, and the
// queries of invariants.sql. One sentence for each break, naming the first
// broken line of a history.
Audit audit(soci::session& db);

}  // namespace tdkt::sql
