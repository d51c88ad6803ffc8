// The key of the program that signs the checkpoints of the histories: Ed25519, as PEM.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/signing/openssl.h"
#include "sql/audit/checkpoints.h"

namespace tdkt::server {

// checkpoints.pem in the folder of the keys, made when it is first needed and not there; beside
// it checkpoints.pub, the public keys that are believed: this one, and older ones that somebody
// leaves there. Safe from any thread once made.
class AuditKey {
  public:
    // Throws std::runtime_error when the files cannot be read or made.
    explicit AuditKey(const std::filesystem::path& folder);

    void sign(sql::Checkpoint& checkpoint) const;
    bool believes(const sql::Checkpoint& checkpoint) const;

  private:
    KeyPtr key_;
    std::vector<std::string> believed_;  // hex
};

}  // namespace tdkt::server
