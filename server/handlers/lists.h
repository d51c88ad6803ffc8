// Lists of numbers as forms and programs send them.
#pragma once

#include <utility>
#include <vector>

#include "server/http.h"

namespace tdkt::server {

// Each throws Problem{blocked} naming `field` for what has another shape.

workflow::Id number_in(const std::string& text, const std::string& field);

// The members of a list field, numbers or their texts, none of them twice;
// empty when it is absent.
std::vector<workflow::Id> ids(const Request& request, const char* field);

// "101:yes" as {101, "yes"}.
std::pair<workflow::Id, std::string> pair_of(const nlohmann::json& member,
                                             const std::string& field);

}  // namespace tdkt::server
