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

std::string Digest::bytes() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    must(EVP_DigestFinal_ex(context_.get(), bytes.data(), &length));
    return {reinterpret_cast<const char*>(bytes.data()), length};
}

std::string Digest::hex() {
    return sql::hex(bytes());
}

std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string sha256_bytes(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.bytes();
}

std::string sha256_hex(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.hex();
}

}  // namespace tdkt::sql
