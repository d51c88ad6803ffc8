// A free sheet, a certificate's: every box a frame in its place, of which the words can
// be typed over.
#pragma once

#include "templates/docx/document.h"
#include "templates/paper/layout.h"

namespace tdkt::templates::docx {

// Appends the boxes and borders; the layout says how small the words of each became.
void append_sheet(Document& document, const Layout& layout);

}  // namespace tdkt::templates::docx
