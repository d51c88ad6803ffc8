// Reads the dated rules of law (workflow/packs/*.json).
#pragma once

#include "workflow/awards.h"
#include "workflow/packs.h"

namespace tdkt::server {

// The packs and the calendar, as a rule those that this release ships. Throws
// std::logic_error naming the file and the place when one of them cannot be read.
workflow::Rules load_rules(std::span<const workflow::Embedded> files = workflow::pack_files());

}  // namespace tdkt::server
