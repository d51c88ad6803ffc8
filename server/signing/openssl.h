// OpenSSL's objects with owners, and its failures as accidents of ours.
#pragma once

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

namespace tdkt::server {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};

inline void free_certificates(STACK_OF(X509) * stack) {
    sk_X509_pop_free(stack, X509_free);
}

using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using X509Stack = std::unique_ptr<STACK_OF(X509), Freed<free_certificates>>;
using X509StorePtr = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, Freed<CMS_ContentInfo_free>>;
using BioPtr = std::unique_ptr<BIO, Freed<BIO_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

// Throws std::runtime_error with `act` and what OpenSSL says of it.
[[noreturn]] void openssl_failed(const char* act);

// The result of a call that gives null, zero or less when it fails.
template <class T>
T must(T result, const char* act) {
    if constexpr (std::is_pointer_v<T>) {
        if (!result) openssl_failed(act);
    } else {
        if (result <= 0) openssl_failed(act);
    }
    return result;
}

inline const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// DER of an object through its i2d function.
template <class T, class Encode>
std::string der(const T* object, Encode encode) {
    std::string bytes(static_cast<std::size_t>(must(encode(object, nullptr), "i2d")), '\0');
    unsigned char* end = octets(bytes);
    encode(object, &end);
    return bytes;
}

// An entry of a name (NID_commonName …) in UTF-8, or empty.
std::string name_entry(const X509_NAME* name, int nid);

}  // namespace tdkt::server
