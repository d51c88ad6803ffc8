// Room on the disk where the data lie.
#pragma once

#include <cstdint>

#include "server/settings.h"

namespace tdkt::server {

inline constexpr std::int64_t little_room = 500'000'000;  // bytes; look for more
inline constexpr std::int64_t no_room = 4'000'000;        // a log of SQLite's grows to that

std::int64_t free_bytes(const Settings& settings);

}  // namespace tdkt::server
