// Puts things in an order that nobody can foretell or find out again.
#pragma once

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "server/secrecy/text.h"

namespace tdkt::server {

// Every number below `end` alike: those that would favour the small ones are thrown again.
inline std::uint64_t random_below(std::uint64_t end) {
    const std::uint64_t most = UINT64_MAX - UINT64_MAX % end;
    for (;;) {
        std::uint64_t number = 0;
        std::memcpy(&number, random_bytes(sizeof number).data(), sizeof number);
        if (number < most) return number % end;
    }
}

template <class T>
void shuffle(std::vector<T>& things) {
    for (std::size_t left = things.size(); left > 1; --left)
        std::swap(things[left - 1], things[random_below(left)]);
}

}  // namespace tdkt::server
