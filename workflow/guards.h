// Why a step cannot be taken yet.
#pragma once

#include "workflow/facts.h"

namespace tdkt::workflow {

// One sentence for each of the guards that does not hold, ready to be shown.
std::vector<std::string> lacking(Guard guards, const Facts& facts, const Actor& actor);

}  // namespace tdkt::workflow
