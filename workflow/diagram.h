// The lifecycle as a picture.
#pragma once

#include <optional>
#include <string>

#include "workflow/states.h"

namespace tdkt::workflow {

// The table as a Mermaid state diagram, with Vietnamese labels and who may take
// each step; suspending, which is possible almost everywhere, is left to a
// note. `now` is highlighted when given.
std::string mermaid(std::optional<State> now = {});

// "Thư ký Hội đồng, Chủ tịch Hội đồng": the roles of a set, in their order.
std::string role_list(Role roles);

}  // namespace tdkt::workflow
