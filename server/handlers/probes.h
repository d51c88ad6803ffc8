// What machines ask: does the program live, is it ready, how is it doing.
#pragma once

#include "server/http.h"

namespace tdkt::server {

Response show_health(const Request& request, App& app);
Response show_readiness(const Request& request, App& app);  // 503 when the database does not answer
Response show_metrics(const Request& request, App& app);

}  // namespace tdkt::server
