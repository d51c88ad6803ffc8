// Which addresses belong to us: the proxies that may say for whom they ask.
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace tdkt::server {

class Networks {
  public:
    Networks() = default;
    // "10.0.0.5, 192.168.1.0/24, ::1"; empty: none. Throws std::invalid_argument
    // naming the one that is no address.
    explicit Networks(std::string_view list);

    bool empty() const { return networks_.empty(); }
    bool hold(std::string_view address) const;  // false for what is no address

  private:
    using Bytes = std::array<unsigned char, 16>;
    struct Network {
        Bytes first{};
        int bits = 128;
    };
    std::vector<Network> networks_;
};

bool is_address(std::string_view text);   // IPv4 or IPv6
bool is_loopback(std::string_view text);  // of this machine itself

}  // namespace tdkt::server
