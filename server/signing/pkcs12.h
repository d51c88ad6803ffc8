// A signer whose key lies in a PKCS#12 file.
#pragma once

#include <filesystem>

#include "server/signing/openssl.h"
#include "server/signing/signer.h"

namespace tdkt::server {

class Pkcs12Signer : public Signer {
  public:
    // Throws std::runtime_error when the file cannot be read or the password is not its own.
    Pkcs12Signer(const std::filesystem::path& file, const std::string& password);

    const CertificateChain& chain() const override { return chain_; }
    std::string sign(std::string_view bytes) const override;

    // For issuing certificates with this key; owned by the signer.
    EVP_PKEY* key() const { return key_.get(); }

  private:
    KeyPtr key_;
    CertificateChain chain_;
};

// Puts a key and its chain (own certificate first) into a file that only its
// owner can read. A file that exists already is left as it is.
void write_pkcs12(const std::filesystem::path& file, const std::string& password, EVP_PKEY* key,
                  const std::vector<X509*>& chain);

}  // namespace tdkt::server
