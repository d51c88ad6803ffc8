// SHA-256, for the chain of a history and the hashes of contents.
#pragma once

#include <string>
#include <string_view>

namespace tdkt::sql {

std::string sha256_hex(std::string_view text);

}  // namespace tdkt::sql
