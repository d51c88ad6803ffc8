// Lists of numbers as forms and programs send them.
#pragma once

#include <utility>
#include <vector>

#include "server/http.h"

namespace tdkt::server {

// Problem{blocked} unless the text is a whole number.
workflow::Id number_in(const std::string& text);

// The members of a list field, numbers or their texts; empty when it is absent.
std::vector<workflow::Id> ids(const Request& request, const char* field);

// "101:yes" as {101, "yes"}. Problem{blocked} for any other shape.
std::pair<workflow::Id, std::string> pair_of(const nlohmann::json& member);

}  // namespace tdkt::server
