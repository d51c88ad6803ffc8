// Changes that may be sent twice: once done, a repeat gets the first answer.
#pragma once

#include <functional>

#include "server/app.h"
#include "server/http.h"

namespace tdkt::server {

// Runs `work` as one change. When the request has an idempotency key, its
// answer is kept in the same transaction: whoever sends the same key and
// content again gets it, and nothing is done twice; the same key with other
// content is Problem{conflict}. A work that throws leaves the key free. The
// answer must be small (60 KiB) and not streamed. As in change(), work may run
// more than once and must touch nothing but the database.
Response recorded(const Request& request, App& app,
                  const std::function<Response(sql::Change&)>& work);

}  // namespace tdkt::server
