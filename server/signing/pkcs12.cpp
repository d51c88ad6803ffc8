#include "server/signing/pkcs12.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace tdkt::server {

namespace {

using Pkcs12Ptr = std::unique_ptr<PKCS12, Freed<PKCS12_free>>;

std::string read_all(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read the key file " + file.string());
    return {std::istreambuf_iterator<char>(stream), {}};
}

[[noreturn]] void system_failed(const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), file.string());
}

void write_and_sync(int descriptor, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) system_failed(file);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) system_failed(file);
}

std::string random_suffix() {
    std::string bytes(8, '\0');
    must(RAND_bytes(octets(bytes), 8), "RAND_bytes");
    std::string text = ".";
    for (const char byte : bytes)
        text += static_cast<char>('a' + (static_cast<unsigned char>(byte) % 26));
    return text;
}

}  // namespace

Pkcs12Signer::Pkcs12Signer(const std::filesystem::path& file, const std::string& password) {
    const auto bytes = read_all(file);
    const unsigned char* at = octets(bytes);
    const Pkcs12Ptr box(
        must(d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size())), "read PKCS#12"));
    EVP_PKEY* key = nullptr;
    X509* own = nullptr;
    STACK_OF(X509)* rest = nullptr;
    must(PKCS12_parse(box.get(), password.c_str(), &key, &own, &rest), "open PKCS#12");
    key_.reset(key);
    if (own) chain_.emplace_back(own);
    const X509Stack others(rest);
    if (!key || !own) throw std::runtime_error("no key with a certificate in " + file.string());
    while (X509* above = sk_X509_shift(others.get())) chain_.emplace_back(above);
}

std::string Pkcs12Signer::sign(std::string_view bytes) const {
    const DigestContext context(must(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()),
         "EVP_DigestSignInit");
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
    std::string signature(size, '\0');
    must(EVP_DigestSign(context.get(), octets(signature), &size, octets(bytes), bytes.size()),
         "EVP_DigestSign");
    signature.resize(size);
    return signature;
}

SignerIdentity identity(X509* certificate) {
    const auto* name = X509_get_subject_name(certificate);
    return {name_entry(name, NID_commonName), name_entry(name, NID_organizationName),
            name_entry(name, NID_title)};
}

void write_once(const std::filesystem::path& file, std::string_view bytes) {
    auto draft = file;
    draft += random_suffix();
    const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) system_failed(draft);
    try {
        write_and_sync(descriptor, bytes, draft);
        // link() and not rename(): of two that begin together, the first wins.
        if (::link(draft.c_str(), file.c_str()) != 0 && errno != EEXIST) system_failed(file);
    } catch (...) {
        ::close(descriptor);
        ::unlink(draft.c_str());
        throw;
    }
    ::close(descriptor);
    ::unlink(draft.c_str());
}

void write_pkcs12(const std::filesystem::path& file, const std::string& password, EVP_PKEY* key,
                  const std::vector<X509*>& chain) {
    const X509Stack others(must(sk_X509_new_null(), "sk_X509_new"));
    for (std::size_t i = 1; i < chain.size(); ++i) {
        must(X509_up_ref(chain[i]), "X509_up_ref");
        must(sk_X509_push(others.get(), chain[i]), "sk_X509_push");
    }
    const Pkcs12Ptr box(
        must(PKCS12_create(password.c_str(), "tdkt", key, chain.at(0), others.get(), 0, 0, 0, 0, 0),
             "PKCS12_create"));
    write_once(file, der(box.get(), i2d_PKCS12));
}

}  // namespace tdkt::server
