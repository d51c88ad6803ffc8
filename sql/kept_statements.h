// SQLite connections that keep the statements they have prepared: parsing one costs
// more than running it.
#pragma once

#include <soci/soci.h>

namespace tdkt::sql {

// For soci::session::open(). A connection keeps those that it used last, a hundred at
// most; SQLite itself prepares one again when the tables have changed. What open()
// gives is soci's own backend of SQLite in all else.
const soci::backend_factory& keeping_statements();

}  // namespace tdkt::sql
