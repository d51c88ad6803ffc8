// The structure of a paper for those who hear it: which text is a heading, a
// paragraph, a row, a cell.
#pragma once

#include <vector>

#include "templates/paper/contents.h"
#include "templates/paper/form.h"

namespace tdkt::templates {

// Page i is object first_page + 2i. `marks` are those of all pages, in their order.
void write_structure(Objects& objects, const Layout& layout, const std::vector<Mark>& marks,
                     Form& form, int first_page);

}  // namespace tdkt::templates
