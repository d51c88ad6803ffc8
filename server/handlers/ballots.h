// Handlers of ballots: who has voted is kept apart from what was voted.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_ballot(const Request& request, App& app);
Response post_ballot(const Request& request, App& app);

// One field for each item, "vote-101"; `votes` is the same as a list of "101:yes".
inline constexpr auto ballot_fields = std::to_array<Field>({
    {"vote-*", Type::text, false, 3, "Lựa chọn"},
    {"votes", Type::list, false, 500, "Lựa chọn"},
    {"confirmed", Type::boolean, false, 0, "Xác nhận"},
});

}  // namespace tdkt::server
