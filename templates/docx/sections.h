// The sections of a document: the sheet, its margins, and how its pages are counted.
#pragma once

#include "templates/docx/package.h"
#include "templates/paper/measures.h"

namespace tdkt::templates::docx {

// The w:sectPr of a section; one that `restarts` counts its pages from 1 again.
std::string section(const Sheet& sheet, bool restarts);

// The number at the head of every page but a section's first, and the head of that one.
Part header();
Part first_header();

}  // namespace tdkt::templates::docx
