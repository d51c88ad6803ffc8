#include "server/signing/audit_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>

#include "server/on_disk.h"
#include "sql/digest.h"

namespace tdkt::server {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t key_size = 32, signature_size = 64;

BioPtr opened(const fs::path& file) {
    return BioPtr(must(BIO_new_file(file.c_str(), "r"), ("reading " + file.string()).c_str()));
}

std::string raw_public(const EVP_PKEY* key) {
    std::array<unsigned char, key_size> bytes{};
    std::size_t size = bytes.size();
    must(EVP_PKEY_get_raw_public_key(key, bytes.data(), &size), "reading a public key");
    return sql::hex({reinterpret_cast<const char*>(bytes.data()), size});
}

std::string text_of(const BioPtr& memory) {
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

void make_key(const fs::path& file) {
    const KeyPtr key(must(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), "making a key"));
    const BioPtr memory(must(BIO_new(BIO_s_mem()), "BIO_new"));
    must(PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr),
         "PEM_write");
    write_once(file, text_of(memory));
}

void make_public(const fs::path& file, EVP_PKEY* key) {
    const BioPtr memory(must(BIO_new(BIO_s_mem()), "BIO_new"));
    must(PEM_write_bio_PUBKEY(memory.get(), key), "PEM_write");
    write_once(file, text_of(memory));
}

std::string bytes_of(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

bool is_hex(const std::string& text, std::size_t bytes) {
    return text.size() == 2 * bytes &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

AuditKey::AuditKey(const fs::path& folder) {
    make_folder(folder);
    const auto own = folder / "checkpoints.pem", known = folder / "checkpoints.pub";
    if (!fs::exists(own)) make_key(own);
    key_.reset(must(PEM_read_bio_PrivateKey(opened(own).get(), nullptr, nullptr, nullptr),
                    ("reading " + own.string()).c_str()));
    believed_.push_back(raw_public(key_.get()));
    if (!fs::exists(known)) make_public(known, key_.get());
    // Also what a program made that was killed before it could see to this.
    keep_on_disk(folder);
    const auto file = opened(known);
    while (const KeyPtr key{PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr)})
        believed_.push_back(raw_public(key.get()));
    ERR_clear_error();  // of the end of the file
}

void AuditKey::sign(sql::Checkpoint& checkpoint) const {
    const DigestContext context(must(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    must(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()), "signing");
    std::array<unsigned char, signature_size> bytes{};
    std::size_t size = bytes.size();
    must(EVP_DigestSign(context.get(), bytes.data(), &size, octets(checkpoint.hash),
                        checkpoint.hash.size()),
         "signing");
    checkpoint.public_key = believed_.front();
    checkpoint.signature = sql::hex({reinterpret_cast<const char*>(bytes.data()), size});
}

bool AuditKey::believes(const sql::Checkpoint& checkpoint) const {
    if (std::ranges::find(believed_, checkpoint.public_key) == believed_.end() ||
        !is_hex(checkpoint.signature, signature_size))
        return false;
    const auto raw = bytes_of(checkpoint.public_key), signature = bytes_of(checkpoint.signature);
    const KeyPtr key(must(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(raw), raw.size()), "a key"));
    const DigestContext context(must(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    must(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()), "verifying");
    const bool good = EVP_DigestVerify(context.get(), octets(signature), signature.size(),
                                       octets(checkpoint.hash), checkpoint.hash.size()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace tdkt::server
