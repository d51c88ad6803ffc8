// Tables of a DOCX: lists with their heads, and the two or three columns that stand at
// the head and the end of a paper.
#pragma once

#include "templates/docx/document.h"

namespace tdkt::templates::docx {

// Appends a table. The last rows of one that `holds` stay on the page of what follows.
void append_table(Document& document, const Table& table, bool holds);

}  // namespace tdkt::templates::docx
