// The root of a Merkle tree over texts, as in RFC 6962, section 2.1: a leaf and an inner node
// are hashed with different signs before them, so that none passes for the other.
#pragma once

#include <span>
#include <string>

namespace tdkt::sql {

// Hex. Of no leaves: the hash of nothing.
std::string merkle_root(std::span<const std::string> leaves);

}  // namespace tdkt::sql
