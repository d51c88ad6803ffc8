// The signatures of minutes.
#pragma once

#include "server/app.h"
#include "server/http.h"

namespace tdkt::server {

Response post_minutes_signature(const Request& request, App& app);

}  // namespace tdkt::server
