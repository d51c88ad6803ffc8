// How a request that failed is answered: a page for people, problem+json
// (RFC 9457) for programs.
#pragma once

#include <string>
#include <string_view>

#include "server/front/wire.h"
#include "server/http.h"
#include "server/showing/disk_trouble.h"

namespace tdkt::server {

Response problem_response(const workflow::Problem& problem, const Request& request, App& app);

// For a fault of ours: nothing but the number under which it was logged.
Response accident_response(const std::string& number, const Request& request, App& app);

// For what the disk refused: nothing of it was kept.
Response disk_response(DiskTrouble trouble, const std::string& number, const Request& request,
                       App& app);

// For a change of which nobody knows whether it was kept.
Response unknown_outcome_response(const std::string& number, const Request& request, App& app);

// "/dossiers" is there, but not with this method. `allow`: "GET, POST".
Response not_allowed(const std::string& allow, const Request& request, App& app);

// For what was refused before it was a request; `received` is as much of it as
// came. A program that asked the API is told in its own form.
Response refused(const Refusal& refusal, std::string_view received);

}  // namespace tdkt::server
