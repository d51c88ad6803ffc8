// The dated rules of law that this release ships, as JSON (workflow/packs/).
#pragma once

#include "workflow/embedded.h"

namespace tdkt::workflow {

std::span<const Embedded> pack_files();

}  // namespace tdkt::workflow
