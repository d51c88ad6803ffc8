// Changes that may be sent twice: once done, a repeat gets the first answer.
#pragma once

#include <functional>
#include <optional>

#include "server/app.h"
#include "server/http.h"

namespace tdkt::server {

// Runs `work` as one change. When the request has an idempotency key, its
// answer is kept in the same transaction: whoever sends the same key and
// content again gets it, and nothing is done twice; the same key with other
// content is Problem{conflict}. A work that throws leaves the key free. The
// answer must be small (60 KiB) and not streamed. As in change(), work may run
// more than once and must touch nothing but the database. A connection that is lost
// while the change commits leaves open whether it was kept: with a key that is found
// out here; without one, or when it cannot be, sql::OutcomeUnknown leaves.
Response recorded(const Request& request, App& app,
                  const std::function<Response(sql::Change&)>& work);

// The answer that this request was given before, if it is a repeat. For work
// that must not be done again even to find that out, such as checking a
// password; recorded() comes afterwards all the same.
std::optional<Response> answered_before(const Request& request, App& app);

}  // namespace tdkt::server
