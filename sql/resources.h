// The SQL texts of this room, as built into the program.
#pragma once

#include "workflow/embedded.h"

namespace tdkt::sql {

// schema/*.sql in order of name, and invariants.sql.
std::span<const workflow::Embedded> resources();

}  // namespace tdkt::sql
