// A template as the office writes it, with the parts that the program brings put in place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/filling.h"

namespace tdkt::templates {

struct Spread {
    std::string text;
    std::vector<Origin> origins;  // of its bytes in what the office wrote
};

// {{> dispatches/…/parts/…}} and no other part may stand in it. Throws Unfillable, at a byte
// of `written`, for a part that there is not, and for more text than a template may have.
Spread spread(std::string_view written);

}  // namespace tdkt::templates
