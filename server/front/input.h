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

// A version that nothing ever has.
inline constexpr std::int64_t no_version = 9'007'199'254'740'991;

// The versions that an If-Match header allows: "12", or a list of such; none
// for "*", which any version matches, and no_version for a tag
// that can match nothing. Throws Problem{malformed} for what is no list of tags.
std::vector<std::int64_t> versions_of(std::string_view if_match);

// 1 to 100 visible ASCII signs. Throws Problem{malformed}.
std::string idempotency_key_of(std::string_view header);

}  // namespace tdkt::server
