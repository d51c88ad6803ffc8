#include "server/networks.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>

namespace tdkt::server {
namespace {

using Bytes = std::array<unsigned char, 16>;

constexpr int mapped = 96;  // bits before an IPv4 address that is written as IPv6

std::optional<Bytes> bytes_of(std::string_view text) {
    const std::string address(text);
    Bytes bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
    bytes[10] = bytes[11] = 0xff;
    if (inet_pton(AF_INET, address.c_str(), bytes.data() + mapped / 8) == 1) return bytes;
    return {};
}

bool begins_alike(const Bytes& a, const Bytes& b, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (std::memcmp(a.data(), b.data(), whole) != 0) return false;
    const int rest = bits % 8;
    return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

Networks::Networks(std::string_view list) {
    while (!list.empty()) {
        const auto end = list.find(',');
        const auto item = trimmed(list.substr(0, end));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
        if (item.empty()) continue;
        const auto slash = item.find('/');
        const auto address = item.substr(0, slash);
        const auto first = bytes_of(address);
        const int most = address.find(':') == std::string_view::npos ? 32 : 128;
        int bits = most;
        bool right = first.has_value();
        if (slash != std::string_view::npos) {
            const auto digits = item.substr(slash + 1);
            const auto* stop = digits.data() + digits.size();
            const auto [at, error] = std::from_chars(digits.data(), stop, bits);
            right = right && error == std::errc{} && at == stop && bits >= 0 && bits <= most;
        }
        if (!right)
            throw std::invalid_argument("'" + std::string(item) +
                                        "' is not an address or a network such as 10.0.0.0/8");
        networks_.push_back({*first, bits + 128 - most});
    }
}

bool Networks::hold(std::string_view address) const {
    const auto bytes = bytes_of(address);
    return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
               return begins_alike(network.first, *bytes, network.bits);
           });
}

bool is_address(std::string_view text) {
    return bytes_of(text).has_value();
}

bool is_loopback(std::string_view text) {
    static const Networks own("127.0.0.0/8, ::1");
    return own.hold(text);
}

}  // namespace tdkt::server
