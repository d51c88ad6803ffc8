#include "server/access/tokens.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "server/front/text.h"

namespace tdkt::server {
namespace {

constexpr std::size_t secret_size = 32;
constexpr std::size_t token_size = 43;

std::string base64url(const unsigned char* bytes, std::size_t size) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(size, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
    text.pop_back();  // its closing zero
    return text;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string new_token() {
    std::array<unsigned char, secret_size> secret{};
    randombytes_buf(secret.data(), secret.size());
    return base64url(secret.data(), secret.size());
}

bool looks_like_token(std::string_view text) {
    return text.size() == token_size && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

std::string sha256(std::string_view text) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes_of(text),
                       text.size());
    return hex(digest);
}

std::string csrf_of(const std::string& token) {
    constexpr std::string_view purpose = "tdkt csrf";
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mark{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(token), token.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(purpose), purpose.size());
    crypto_auth_hmacsha256_final(&state, mark.data());
    return base64url(mark.data(), mark.size());
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tdkt::server
