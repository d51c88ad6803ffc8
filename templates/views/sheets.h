// Papers that are made when somebody looks at them, where that person works.
#pragma once

#include <string>
#include <vector>

#include "templates/views/words.h"

namespace tdkt::templates {

struct SheetLink {
    std::string label;  // "Danh sách chi tiền thưởng"
    std::string href;
};

// sheets[] and has_sheets of a page.
void put_sheets(json& view, const std::vector<SheetLink>& sheets);

}  // namespace tdkt::templates
