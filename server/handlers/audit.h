// Handlers of the record of all steps and of its check.
#pragma once

#include "server/http.h"

namespace tdkt::server {

Response show_audit(const Request& request, App& app);
Response post_audit_run(const Request& request, App& app);

}  // namespace tdkt::server
