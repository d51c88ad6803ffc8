// Style sheets and pictures, from the program itself.
#pragma once

#include "server/http.h"

namespace tdkt::server {

Response show_asset(const Request& request, App& app);

}  // namespace tdkt::server
