// Bytes that are wiped when nobody needs them any more.
#pragma once

#include <openssl/crypto.h>

#include <string>
#include <string_view>
#include <utility>

namespace tdkt::server {

class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    explicit Secret(std::string_view bytes) : bytes_(bytes) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.wipe(); }
    Secret& operator=(Secret other) noexcept {
        bytes_.swap(other.bytes_);
        return *this;
    }
    ~Secret() { wipe(); }

    std::string_view view() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }

  private:
    // A short text lies in the object itself: it is wiped over its whole room.
    void wipe() {
        bytes_.resize(bytes_.capacity());
        OPENSSL_cleanse(bytes_.data(), bytes_.size());
        bytes_.clear();
    }

    std::string bytes_;
};

}  // namespace tdkt::server
