// What machines ask: does the program live, is it ready, how is it doing.
#pragma once

#include "server/http.h"

namespace tdkt::server {

Response show_health(const Request& request, App& app);
Response show_readiness(const Request& request,
                        App& app);  // 503 without database, and when stopping
// As HAProxy's disable-on-404 understands it: 404 from the moment that the program is
// told to stop, which counts at once, where 503 must be heard a few times.
Response show_readiness_to_haproxy(const Request& request, App& app);
Response show_metrics(const Request& request, App& app);

}  // namespace tdkt::server
