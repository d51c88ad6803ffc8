#include "sql/resources.h"

namespace tdkt::sql {

using workflow::Embedded;

#include "sql.inc"

std::span<const Embedded> resources() {
    return embedded;
}

}  // namespace tdkt::sql
