// Who acts.
#pragma once

#include <cstdint>
#include <string>

#include "workflow/states.h"

namespace tdkt::workflow {

using Id = std::int64_t;

// A person with an account, as signed in. id 0 is nobody.
struct Actor {
    Id id = 0;
    std::string name;  // full name, "Trần Mạnh Toàn"
    std::string post;  // "Giám đốc BHXH tỉnh"
    Role roles = {};   // within `organ`
    Id organ = 0;
    Id unit = 0;
    std::string unit_name;
};

}  // namespace tdkt::workflow
