#include "server/secrecy/holders.h"

#include <openssl/sha.h>

#include "server/secrecy/text.h"
#include "server/signing/openssl.h"

namespace tdkt::server {
namespace {

constexpr std::size_t secret_bytes = 20, secret_signs = 32, check_signs = 4;

// Twenty bits: of a million slips one is taken for a code, and then opens nothing.
std::string check_of(std::string_view signs) {
    const auto text = std::string("tdkt code ").append(signs);
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(octets(text), text.size(), octets(digest));
    return crockford(digest).substr(0, check_signs);
}

}  // namespace

std::string new_holder_code() {
    const auto signs = crockford(random_bytes(secret_bytes));
    return grouped(signs + check_of(signs));
}

std::optional<Secret> read_holder_code(std::string_view typed) {
    const auto signs = plain_signs(typed);
    if (!signs || signs->size() != secret_signs + check_signs) return {};
    if (check_of(signs->substr(0, secret_signs)) != signs->substr(secret_signs)) return {};
    return Secret(grouped(*signs));
}

hpke::KeyPair holder_key(std::string_view code, workflow::Id meeting, workflow::Holder holder) {
    std::string material = "tdkt holder v1 ";
    material.append(workflow::code(holder)).append(" ").append(std::to_string(meeting));
    material.append(" ").append(code);
    const Secret kept(std::move(material));
    return hpke::derive_key_pair(kept.view());
}

}  // namespace tdkt::server
