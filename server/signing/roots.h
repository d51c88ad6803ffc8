// The authorities whose certificates we believe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/signing/openssl.h"

namespace tdkt::server {

struct ChainCheck {
    X509Stack path;                   // signer first, root last; null when none was found
    std::vector<std::string> faults;  // Vietnamese sentences; empty when the signer is trusted
};

class Roots {
  public:
    // `pem` holds one certificate or several. Throws std::runtime_error when it holds none.
    explicit Roots(std::string_view pem);

    // Whether `signer` led to one of the roots at `at` (UTC ms), through `others`, with a key that
    // may sign documents. Revocation is not asked for. May be called from several threads.
    ChainCheck check(X509* signer, STACK_OF(X509) * others, std::int64_t at) const;

  private:
    X509StorePtr store_;
};

}  // namespace tdkt::server
