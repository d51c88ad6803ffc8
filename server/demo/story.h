// The story of the demonstration: the Đắk Lắk sprint of 2025, told through the
// same handlers that pages and API use, each step by its own person.
#pragma once

#include <cstdint>

#include "server/demo/people.h"

namespace tdkt::server::demo {

// The moment at which the demonstration begins, 09/12/2025 08:00 in Vietnam.
std::int64_t opening();

// Plays the sprint up to opening(): round 1 issued and paid, round 2 on the
// agenda of the council, round 3 being drafted. Moves `clock`, which app.now() reads.
void play(App& app, const Cast& cast, std::int64_t& clock);

}  // namespace tdkt::server::demo
