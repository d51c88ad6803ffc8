// A small certificate authority of our own, for demonstrations and tests: one
// root, and the keys of persons and organs under it. In earnest the keys come
// from Ban Cơ yếu Chính phủ, and nothing here is used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/signing/pkcs12.h"

namespace tdkt::server {

class DemoAuthority {
  public:
    // Opens the authority in `folder` (made with 0700), or founds it there at `now` (UTC ms).
    // Throws when the folder cannot be written or the password is not the one it was founded with.
    DemoAuthority(std::filesystem::path folder, std::string password, std::int64_t now);

    // The key kept as `file` (no extension), certified for this subject at first asking; later
    // askings give the same key whatever the subject. A subject without a title is an organ.
    Pkcs12Signer key(const std::string& file, const SignerIdentity& subject,
                     std::int64_t now) const;

    // What a verifier trusts, in PEM.
    std::string root_pem() const;

  private:
    std::filesystem::path folder_;
    std::string password_;
    Pkcs12Signer root_;
};

}  // namespace tdkt::server
