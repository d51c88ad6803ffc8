#include "sql/digest.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tdkt::sql {
namespace {

void must(int result) {
    if (result != 1) throw std::runtime_error("SHA-256 is not available");
}

}  // namespace

void Digest::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Digest::Digest() : context_(EVP_MD_CTX_new()) {
    must(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
}

void Digest::add(std::string_view piece) {
    must(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()));
}

std::string Digest::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    must(EVP_DigestFinal_ex(context_.get(), bytes.data(), &length));
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(std::size_t{2} * length);
    for (unsigned i = 0; i < length; ++i) {
        hex += digits[bytes[i] >> 4];
        hex += digits[bytes[i] & 15];
    }
    return hex;
}

std::string sha256_hex(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.hex();
}

}  // namespace tdkt::sql
