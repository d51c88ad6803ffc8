// HPKE (RFC 9180), base mode, with the one suite that a browser has without help:
// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. What is sealed for a public
// key is opened by its secret key alone, and only under the same `info`.
#pragma once

#include <optional>

#include "server/secrecy/secret.h"

namespace tdkt::server::hpke {

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t overhead = key_size + 16;  // of what is sealed over its content

struct KeyPair {
    Secret secret;
    std::string open;  // the public half
};

KeyPair new_key_pair();
// The same for the same material; throws std::runtime_error only when OpenSSL fails.
KeyPair derive_key_pair(std::string_view material);
// The pair of a secret key of key_size bytes.
KeyPair pair_of(const Secret& secret);

// The ephemeral public key, and behind it the sealed text. Throws std::runtime_error for
// what is no public key.
std::string seal(std::string_view open, std::string_view info, std::string_view text,
                 std::string_view aad = {});
// The same with an ephemeral pair that is given: for the vectors of the RFC alone.
std::string seal_with(const KeyPair& ephemeral, std::string_view open, std::string_view info,
                      std::string_view text, std::string_view aad = {});

// Nothing for what was sealed for another key, under another `info`, or spoilt.
std::optional<Secret> unseal(const KeyPair& mine, std::string_view info, std::string_view sealed,
                             std::string_view aad = {});

}  // namespace tdkt::server::hpke
