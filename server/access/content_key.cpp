#include "server/access/content_key.h"

#include <sodium.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/front/text.h"
#include "server/on_disk.h"

namespace tdkt::server {
namespace {

namespace fs = std::filesystem;

// Makes the file unless it is there. Of two servers that begin together one wins.
void make_once(const fs::path& file) {
    if (fs::exists(file)) return;
    make_folder(folder_of(file));
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    write_once(file, hex(bytes) + '\n');
}

}  // namespace

ContentKey::ContentKey() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot find a source of randomness");
    randombytes_buf(key_.data(), key_.size());
}

ContentKey ContentKey::kept_in(const fs::path& file) {
    ContentKey key;
    make_once(file);
    // Also what a program made that was killed before it could see to this.
    keep_on_disk(folder_of(file));
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::size_t size = 0;
    if (sodium_hex2bin(key.key_.data(), key.key_.size(), text.data(), text.size(), "\n", &size,
                       nullptr) != 0 ||
        size != key.key_.size())
        throw std::runtime_error(file.string() +
                                 " does not hold 64 hexadecimal signs; put the right file back, or "
                                 "remove it and a new one is made");
    return key;
}

std::string ContentKey::digest(std::string_view text) const {
    std::string bytes(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       key_.data(), key_.size());
    return hex(bytes);
}

}  // namespace tdkt::server
