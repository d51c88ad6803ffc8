// Handlers of ballots: who has voted is kept apart from what was voted.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_ballot(const Request& request, App& app);
Response post_ballot(const Request& request, App& app);

// One field for each item, "vote-101"; `votes` is the same as a list of "101:yes". Whoever
// seals the ballot themselves sends `sealed`, a list of "101:" and the sealed ballot in
// base64url, and nothing else: HPKE (RFC 9180, X25519, HKDF-SHA256, AES-128-GCM) for the
// `public_key` of the ballot, under its `seal_info` for the item, of 16 bytes: 1; the choice
// (1 yes, 2 no, 3 blank); eight signs of a tracker; zeros.
inline constexpr auto ballot_fields = std::to_array<Field>({
    {"vote-*", Type::text, false, 5, "Lựa chọn"},
    {"votes", Type::list, false, 500, "Lựa chọn"},
    {"sealed", Type::list, false, 500, "Phiếu đã niêm phong"},
    {"confirmed", Type::boolean, false, 0, "Xác nhận"},
});

}  // namespace tdkt::server
