// Turns what was sent into the fields that a route declares. Everything wrong
// is told at once, each fault with the name of its field.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "server/front/forms.h"
#include "server/http.h"

namespace tdkt::server {

// Fills request.input, uploads, version and idempotency_key from `sent`; the
// fields of the framework (csrf, version, idempotency_key) are taken out.
// Throws Problem{blocked} with every fault, Problem{malformed} for a version or
// key that is none.
void take_input(Request& request, Sent sent, std::span<const Field> fields);

// The version in an If-Match header: "12" or W/"12". Throws Problem{malformed}.
std::int64_t version_of(std::string_view if_match);

// 1 to 100 visible ASCII signs. Throws Problem{malformed}.
std::string idempotency_key_of(std::string_view header);

}  // namespace tdkt::server
