#include "server/outbox/post.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <array>
#include <charconv>

#include "server/networks.h"
#include "server/outbox/connection.h"
#include "server/outbox/undelivered.h"
#include "workflow/problem.h"

namespace tdkt::server {
namespace {

using Poco::Net::StreamSocket;
using workflow::Problem;

constexpr std::chrono::seconds longest{10};
constexpr std::size_t longest_line = 1000;

struct Place {
    std::string host, target;
    int port = 0;
    bool tls = false;
};

Place place_of(const std::string& url) {
    try {
        const Poco::URI uri(url);
        return {uri.getHost(), uri.getPathEtc().empty() ? "/" : uri.getPathEtc(), uri.getPort(),
                uri.getScheme() == "https"};
    } catch (const Poco::Exception&) {
        throw Undelivered(Trouble::refused, "Địa chỉ nhận không đọc được.");
    }
}

std::vector<Poco::Net::IPAddress> open_addresses(const std::string& host, bool private_allowed) {
    const auto all = addresses_of(host);
    for (const auto& address : all)
        if (is_inside(address.toString(), private_allowed))
            throw Undelivered(
                Trouble::receiver,
                "Tên miền " + host + " dẫn đến một địa chỉ nội bộ; hệ thống không gửi vào đó.");
    return all;
}

// "[::1]:8080"; without the port that the scheme has.
std::string host_head(const Place& place) {
    const auto host =
        place.host.find(':') == std::string::npos ? place.host : "[" + place.host + "]";
    return place.port == (place.tls ? 443 : 80) ? host : host + ":" + std::to_string(place.port);
}

void send_all(StreamSocket& socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const int now =
            socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent));
        if (now <= 0) throw Poco::IOException("closed");
        sent += static_cast<std::size_t>(now);
    }
}

std::string first_line(StreamSocket& socket) {
    std::string line;
    std::array<char, 256> piece{};
    while (line.find('\n') == std::string::npos && line.size() < longest_line) {
        const int count = socket.receiveBytes(piece.data(), static_cast<int>(piece.size()));
        if (count <= 0) break;
        line.append(piece.data(), static_cast<std::size_t>(count));
    }
    return line.substr(0, line.find('\n'));
}

// "HTTP/1.1 204 No Content"
int status_in(const std::string& line) {
    int status = 0;
    if (line.starts_with("HTTP/1.") && line.size() > 12 && line[8] == ' ')
        std::from_chars(line.data() + 9, line.data() + 12, status);
    if (status < 100) throw Undelivered(Trouble::receiver, "Máy nhận không trả lời bằng HTTP.");
    return status;
}

}  // namespace

bool is_inside(const std::string& address, bool private_allowed) {
    // IPv4 inside IPv6 (64:ff9b::, 2002::) leads anywhere, and nobody needs it here.
    static const Networks never(
        "0.0.0.0/8, 169.254.0.0/16, 224.0.0.0/3, ::/128, fe80::/10, ff00::/8, 64:ff9b::/32,"
        " 2002::/16, 2001::/32");
    static const Networks ours(
        "10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16,"
        " 198.18.0.0/15, ::1, fc00::/7");
    return !is_address(address) || never.hold(address) || (!private_allowed && ours.hold(address));
}

void check_webhook_url(const std::string& url, const Settings& settings) {
    const auto wrong = [](const char* why) { throw Problem::field("url", why); };
    Poco::URI uri;
    try {
        uri = Poco::URI(url);
    } catch (const Poco::Exception&) {
        wrong("Địa chỉ nhận phải có dạng https://may.noi.vn/duong/dan.");
    }
    const bool here = uri.getHost() == "localhost" || is_loopback(uri.getHost());
    const bool plain = uri.getScheme() == "http" && here && settings.webhook_private;
    if (uri.getHost().empty() || (uri.getScheme() != "https" && !plain))
        wrong("Địa chỉ nhận phải có dạng https://may.noi.vn/duong/dan.");
    if (!uri.getUserInfo().empty() || !uri.getFragment().empty())
        wrong("Địa chỉ nhận không được có tên người dùng, mật khẩu hoặc phần sau dấu #.");
    if ((is_address(uri.getHost()) && is_inside(uri.getHost(), settings.webhook_private)) ||
        (here && !settings.webhook_private))
        wrong("Địa chỉ nhận nằm trong mạng nội bộ; hệ thống chỉ gửi ra ngoài.");
}

int post(const std::string& url, const Heads& heads, const std::string& body,
         const Settings& settings) {
    const auto place = place_of(url);
    auto request = "POST " + place.target + " HTTP/1.1\r\nHost: " + host_head(place) +
                   "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\n";
    for (const auto& [name, value] : heads) request.append(name + ": " + value + "\r\n");
    request += "\r\n" + body;
    try {
        auto socket =
            connected(open_addresses(place.host, settings.webhook_private), place.port, place.host);
        const Deadline deadline(socket, longest);
        if (place.tls) socket = secured(socket, place.host, settings.tls_roots);
        send_all(socket, request);
        return status_in(first_line(socket));
    } catch (const Poco::Exception& error) {
        throw Undelivered(Trouble::receiver, "Máy nhận " + place.host + " không trả lời kịp (" +
                                                 said(error.displayText()) + ").");
    }
}

}  // namespace tdkt::server
