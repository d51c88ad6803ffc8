// Which backups stay: of each of the last days, weeks and months that have one, the newest.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

namespace tdkt::server {

struct Keep {
    int days = 7, weeks = 4, months = 12;
};

// "7d 4w 12m", in any order, none twice; what is not named is 0. Throws
// std::invalid_argument for anything else, and when nothing would stay.
Keep parse_keep(std::string_view text);

// Those of `made_at` (UTC, milliseconds) that stay; the newest always does. Days,
// weeks (from Monday) and months are Vietnam's.
std::set<std::int64_t> kept(const std::vector<std::int64_t>& made_at, const Keep& keep);

}  // namespace tdkt::server
