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

inline constexpr auto blank_number =
    "Lập từ dữ liệu hiện có khi mở ra; số, ngày và chữ ký để trống cho người có trách nhiệm.";

// sheets[] and has_sheets of a page, and what is said of them.
void put_sheets(json& view, const std::vector<SheetLink>& sheets, const char* hint = blank_number);

}  // namespace tdkt::templates
