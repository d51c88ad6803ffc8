#include "sql/audit/merkle.h"

#include <bit>

#include "sql/digest.h"

namespace tdkt::sql {
namespace {

std::string node(std::span<const std::string> leaves) {
    if (leaves.size() == 1) return sha256_bytes(std::string(1, '\0') + leaves.front());
    // The left side is as large as a whole tree can be that leaves something for the right.
    const auto left = std::bit_floor(leaves.size() - 1);
    return sha256_bytes('\1' + node(leaves.first(left)) + node(leaves.subspan(left)));
}

}  // namespace

std::string merkle_root(std::span<const std::string> leaves) {
    return hex(leaves.empty() ? sha256_bytes("") : node(leaves));
}

}  // namespace tdkt::sql
