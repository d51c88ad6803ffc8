// The letters of a paragraph: runs of one face, ends of lines, and the places where a
// number or a date is typed later.
#pragma once

#include <string>

#include "templates/docx/document.h"

namespace tdkt::templates::docx {

// Appends the paragraph's letters. `scale` is what a box of a certificate left of their
// size. Blanks are one blank, and none at either end of a line, as in the other forms.
void append_runs(Document& document, const Block& paragraph, double scale);

// One run of markup in the paragraph's own letters: a picture.
void append_run(std::string& out, std::string_view inner);

}  // namespace tdkt::templates::docx
