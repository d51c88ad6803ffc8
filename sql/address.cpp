#include "sql/address.h"

#include <charconv>
#include <stdexcept>

namespace tdkt::sql {
namespace {

[[noreturn]] void wrong(const std::string& why) {
    throw std::invalid_argument("TDKT_DATABASE: " + why +
                                "; expected sqlite:PATH or mysql://user:password@host:port/name");
}

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        unsigned char byte = 0;
        const auto* digits = text.data() + i + 1;
        if (text.size() - i < 3 || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2)
            wrong("% must be followed by two hexadecimal digits");
        if (byte == 0) wrong("%00 is not allowed");
        plain += static_cast<char>(byte);
        i += 2;
    }
    return plain;
}

// Splits at the first `mark`; what follows it is empty when there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text, char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

void read_host(std::string_view place, Address& address) {
    std::string_view port;
    if (place.starts_with('[')) {
        const auto [host, rest] = split(place.substr(1), ']');
        address.host = host;
        if (rest.starts_with(':')) port = rest.substr(1);
    } else {
        const auto [host, rest] = split(place, ':');
        address.host = decoded(host);
        port = rest;
    }
    if (port.empty()) return;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc{} || end != port.data() + port.size() || address.port < 1 ||
        address.port > 65535)
        wrong("the port is not a number from 1 to 65535");
}

Address mariadb_address(std::string_view rest) {
    Address address;
    address.engine = Address::Engine::mariadb;
    const auto at = rest.rfind('@');
    if (at == std::string_view::npos) wrong("the user is lacking");
    const auto [user, password] = split(rest.substr(0, at), ':');
    const auto [place, name] = split(rest.substr(at + 1), '/');
    address.user = decoded(user);
    address.password = decoded(password);
    address.name = decoded(name);
    read_host(place, address);
    if (address.user.empty()) wrong("the user is lacking");
    if (address.host.empty()) wrong("the host is lacking");
    if (address.name.empty()) wrong("the name of the database is lacking");
    return address;
}

}  // namespace

Address parse_address(std::string_view url) {
    constexpr std::string_view file = "sqlite:", server = "mysql://";
    if (url.starts_with(server)) return mariadb_address(url.substr(server.size()));
    if (!url.starts_with(file)) wrong("the kind of database is unknown");
    Address address;
    address.path = url.substr(file.size());
    if (address.path.empty()) wrong("the path of the file is lacking");
    // SOCI puts the path between double quotes and has no way to write one.
    if (address.path.find_first_of(std::string_view("\"\0", 2)) != std::string::npos)
        wrong("the path must not hold a double quote");
    return address;
}

}  // namespace tdkt::sql
