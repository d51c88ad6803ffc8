// The structure of a paper for those who hear it: which text is a heading, a
// paragraph, a row, a cell.
#pragma once

#include <string>
#include <vector>

#include "templates/paper/contents.h"
#include "templates/paper/form.h"

namespace tdkt::templates {

// What grows with each paper of a file.
struct StructureTree {
    std::string roots;    // references to the documents
    std::string parents;  // from marked text to structure
    int next_key = 0;     // of the parents: pages, then fields
};

// Page i is object first_page + 2i, and its key tree.next_key + i. `marks` are those of
// all pages, in their order.
void write_structure(Objects& objects, const Layout& layout, const std::vector<Mark>& marks,
                     Form& form, int first_page, StructureTree& tree);

// Once, behind the last paper.
void write_tree(Objects& objects, const StructureTree& tree);

}  // namespace tdkt::templates
