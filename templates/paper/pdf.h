// Writes a laid out paper as a PDF 1.7: tagged, its fonts inside, its fields and
// signature fields waiting. The same layout gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "templates/paper/layout.h"

namespace tdkt::templates {

// An incremental update may follow: the table of objects is a plain one and no
// object lies in a stream. Fonts are F0 to F3 in the pages' and the form's resources.
std::string write_pdf(const Layout& layout, std::string_view title);

}  // namespace tdkt::templates
