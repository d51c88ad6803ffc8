// The API described for programs, made from the table of routes.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "server/http.h"

namespace tdkt::server {

// OpenAPI 3.1.
nlohmann::json openapi(std::span<const Route> routes);

Response show_openapi(const Request& request, App& app);

}  // namespace tdkt::server
