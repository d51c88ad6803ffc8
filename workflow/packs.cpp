#include "workflow/packs.h"

namespace tdkt::workflow {

#include "workflow.inc"

std::span<const Embedded> pack_files() {
    return embedded;
}

}  // namespace tdkt::workflow
