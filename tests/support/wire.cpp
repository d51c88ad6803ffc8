#include "tests/support/wire.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>

#include "sql/address.h"

namespace tdkt::test {
namespace {

constexpr int look_again = 50;  // milliseconds, whether it is over

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool is_readable(int socket) {
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, look_again) > 0;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

Wire::Wire(const std::string& url) {
    port_ = sql::parse_address(url).port;
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = here(0);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, plain, &size) != 0)
        throw std::runtime_error("no port for a wire");
    const auto theirs = ":" + std::to_string(port_) + "/";
    url_ = url;
    url_.replace(url_.rfind(theirs), theirs.size(),
                 ":" + std::to_string(ntohs(address.sin_port)) + "/");
    accepting_ = std::jthread([this] { accept_all(); });
}

Wire::~Wire() {
    over_ = true;
    accepting_.join();
    carriers_.clear();
    ::close(listener_);
}

void Wire::cut_next_commit(Cut when, bool stay_away) {
    const std::scoped_lock lock(mutex_);
    armed_ = true;
    when_ = when;
    stay_away_ = stay_away;
}

void Wire::cut_next_answer(const std::string& word) {
    const std::scoped_lock lock(mutex_);
    word_ = word;
}

// How much of it goes on.
std::size_t Wire::cut_in(std::string_view answer) {
    const std::scoped_lock lock(mutex_);
    const auto at = word_.empty() ? answer.npos : answer.find(word_);
    if (at == answer.npos) return answer.size();
    word_.clear();
    return at;
}

void Wire::accept_all() {
    while (!over_) {
        if (!is_readable(listener_)) continue;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        if (refusals_ > 0 && refusals_-- > 0)
            ::close(client);
        else
            carriers_.emplace_back([this, client] { carry(client); });
    }
}

void Wire::carry(int client) {
    const int database = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = here(port_);
    bool open =
        ::connect(database, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    while (open && !over_) {
        std::array<pollfd, 2> both{{{client, POLLIN, 0}, {database, POLLIN, 0}}};
        if (::poll(both.data(), both.size(), look_again) <= 0) continue;
        if (both[0].revents != 0) open = pass(client, database, true);
        if (open && both[1].revents != 0) open = pass(database, client, false);
    }
    ::close(database);
    ::close(client);
}

// False: the wire has ended here. A statement this short comes in one piece.
bool Wire::pass(int from, int to, bool from_client) {
    std::array<char, 65536> buffer;
    const auto count = ::recv(from, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    constexpr std::string_view commit =
        "\x03"
        "COMMIT";
    if (from_client && bytes.find(commit) != std::string_view::npos) {
        const std::scoped_lock lock(mutex_);
        if (armed_) {
            armed_ = false;
            if (stay_away_) refusals_ = 1 << 30;
            if (when_ == Cut::after && send_all(to, bytes))
                while (::recv(to, buffer.data(), buffer.size(), 0) < 0) continue;
            return false;
        }
    }
    const auto most = from_client ? bytes.size() : cut_in(bytes);
    return send_all(to, bytes.substr(0, most)) && most == bytes.size();
}

}  // namespace tdkt::test
