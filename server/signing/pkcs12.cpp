#include "server/signing/pkcs12.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/on_disk.h"

namespace tdkt::server {

namespace {

using Pkcs12Ptr = std::unique_ptr<PKCS12, Freed<PKCS12_free>>;

std::string read_all(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read the key file " + file.string());
    return {std::istreambuf_iterator<char>(stream), {}};
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
