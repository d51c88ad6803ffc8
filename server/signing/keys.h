// The keys that sign: one for each leader, one for each organ's seal.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "server/signing/pkcs12.h"
#include "server/signing/roots.h"
#include "sql/people.h"

namespace tdkt::server {

// PKCS#12 files in one folder: person-USERNAME.p12, organ-CODE.p12, and
// roots.pem with the authorities that are believed. Files are read when first
// needed and kept open. Safe from any thread.
class Keys {
  public:
    Keys(std::filesystem::path folder, std::string password);

    // Problem{blocked} when there is no such key, or none that opens.
    const Signer& person(const sql::Account& account);
    bool has_person(const std::string& username) const;
    const Signer& organ(const sql::Organ& organ);

    // Problem{blocked} when no authority is known.
    const Roots& roots();

    static std::string person_file(const std::string& username);  // without the extension
    static std::string organ_file(const std::string& code);

  private:
    const Signer& open(const std::string& file, const std::string& whose);

    const std::filesystem::path folder_;
    const std::string password_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<const Signer>> open_;
    std::optional<Roots> roots_;
};

}  // namespace tdkt::server
