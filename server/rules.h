// Reads the dated rules of law (workflow/packs/*.json).
#pragma once

#include "workflow/awards.h"

namespace tdkt::server {

// The packs and the calendar that this release ships. Throws std::logic_error
// naming the file and the place when one of them cannot be read.
workflow::Rules load_rules();

}  // namespace tdkt::server
