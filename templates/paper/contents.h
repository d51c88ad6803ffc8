// What a page draws, and which of it belongs to which part of the structure.
#pragma once

#include <string>
#include <vector>

#include "templates/paper/layout.h"

namespace tdkt::templates {

// A stretch of a page that belongs to one element. Its id on the page is its
// place among the page's marks.
struct Mark {
    int element = 0;
    int page = 0;
    int id = 0;
};

// The name of an element in a PDF: "P", "TR".
std::string_view name_of(Structure structure);

// The operators of page `index`; appends its marks in their order.
std::string page_contents(const Layout& layout, int index, std::vector<Mark>& marks);

}  // namespace tdkt::templates
