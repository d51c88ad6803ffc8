// A paper as a DOCX, for whoever goes on writing in it: real styles, tables, sections
// and fields, and the words of the other forms.
#pragma once

#include <string>

#include "templates/docx/package.h"
#include "templates/paper/blocks.h"
#include "templates/paper/print.h"

namespace tdkt::templates::docx {

// The file. The same blocks give the same bytes. Throws workflow::Problem for an image
// that is lacking or cannot be read.
std::string write_docx(const Blocks& blocks, const Images* images, const Properties& properties);

}  // namespace tdkt::templates::docx
