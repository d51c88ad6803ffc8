// The key under which digests of what people send are kept. It does not lie in
// the database, so whoever reads that cannot try contents out until one fits.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace tdkt::server {

class ContentKey {
  public:
    // A new one, which is forgotten with the program.
    ContentKey();

    // The one in `file`; made there, for its owner alone, when there is none.
    // Servers that share a database must share this file. Throws
    // std::runtime_error when it cannot be read or holds no key.
    static ContentKey kept_in(const std::filesystem::path& file);

    std::string digest(std::string_view text) const;  // hexadecimal, 64 signs

  private:
    std::array<unsigned char, 32> key_{};
};

}  // namespace tdkt::server
