// SOCI's way to MariaDB, but for one thing: a result that breaks off is an error.
#pragma once

#include <soci/soci.h>

namespace tdkt::sql {

// To open a session with.
const soci::backend_factory& mariadb_sessions();

}  // namespace tdkt::sql
