// Handlers of the desk of work, notices, campaigns and help.
#pragma once

#include "server/http.h"

namespace tdkt::server {

Response show_home(const Request& request, App& app);
Response list_notices(const Request& request, App& app);
Response read_notices(const Request& request, App& app);
Response list_campaigns(const Request& request, App& app);
Response show_campaign(const Request& request, App& app);
Response show_help(const Request& request, App& app);

}  // namespace tdkt::server
