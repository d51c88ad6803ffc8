#include "templates/resources.h"

namespace tdkt::templates {

using workflow::Embedded;

#include "templates.inc"

std::span<const Embedded> resources() {
    return embedded;
}

}  // namespace tdkt::templates
