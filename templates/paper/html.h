// A paper as a fragment of a page: the same elements and classes, so that the
// style sheet paper.css can show it as it will be printed.
#pragma once

#include <string>

#include "templates/paper/print.h"
#include "templates/paper/xhtml.h"

namespace tdkt::templates {

std::string paper_fragment(const Tree& tree, const Print& print);

}  // namespace tdkt::templates
