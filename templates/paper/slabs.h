// Turns blocks into slabs, in their order.
#pragma once

#include "templates/paper/layout.h"

namespace tdkt::templates {

void make_slabs(const Blocks& blocks, const Print& print, Layout& layout);

}  // namespace tdkt::templates
