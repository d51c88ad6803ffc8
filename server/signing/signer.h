// Whoever can sign: a key file for tests and demonstrations; a token, an HSM
// or the signing service of Ban Cơ yếu Chính phủ in earnest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/signing/openssl.h"

namespace tdkt::server {

struct SignerIdentity {
    std::string name;   // CN: the person in full, or the organ that owns the seal
    std::string organ;  // O
    std::string title;  // the person's office; empty for a seal
};

SignerIdentity identity(X509* certificate);

// The signer's own certificate first, then those above it, up to the root or
// just below it. Read once for each signer: OpenSSL 3.0 takes 0.1 ms for one.
using CertificateChain = std::vector<X509Ptr>;

class Signer {
  public:
    virtual ~Signer() = default;

    // Never empty.
    virtual const CertificateChain& chain() const = 0;

    // The signature over SHA-256 of `bytes`: RSASSA-PKCS1-v1_5, or ECDSA in DER.
    // May be called from several threads. Throws when the key cannot be used.
    virtual std::string sign(std::string_view bytes) const = 0;

    Signer() = default;
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;
};

}  // namespace tdkt::server
