// Bytes as people and forms carry them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tdkt::server {

// base64url without padding; nothing for what is not exactly that.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

// Crockford's 32 signs, which nobody takes for one another: five bits each. The number of
// bits must be a multiple of five.
std::string crockford(std::string_view bytes);
// Reads 0 for O, 1 for I and L, any case; spaces and hyphens are passed over. Nothing when
// a sign is none of the 32.
std::optional<std::string> plain_signs(std::string_view typed);
std::string from_crockford(std::string_view signs);

// "K7QM-3XPD": groups of four.
std::string grouped(std::string_view signs);

std::string random_bytes(std::size_t count);

}  // namespace tdkt::server
