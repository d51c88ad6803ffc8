// What every page has around its content: whose page it is and where one can go.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/http.h"

namespace tdkt::server {

// The keys that templates/pages/parts/head.mustache reads; a page adds its own.
nlohmann::json frame(const Request& request, App& app, std::string_view title);

// Adds the faults of a problem to a page that is shown again.
void add_faults(nlohmann::json& view, const workflow::Problem& problem);

}  // namespace tdkt::server
