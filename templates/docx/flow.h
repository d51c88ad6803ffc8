// The text of a paper that runs over pages: what stands below what, and what stays
// together.
#pragma once

#include "templates/docx/document.h"

namespace tdkt::templates::docx {

// Appends all blocks and the sections that they stand in.
void append_flow(Document& document);

}  // namespace tdkt::templates::docx
