#include "server/front/socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace tdkt::server {
namespace {

bool is_for_later(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

std::optional<std::size_t> Socket::receive(char* to, std::size_t size) {
    const auto count = ::recv(file_, to, size, 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (is_for_later(errno)) return {};
    return 0;
}

std::optional<std::size_t> Socket::send(std::string_view bytes) {
    const auto count = ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (is_for_later(errno)) return 0;
    return {};
}

std::size_t Socket::receive(char* to, std::size_t size, Clock::time_point until) {
    for (;;) {
        if (const auto count = receive(to, size)) return *count;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0) throw TimedOut();
        pollfd waiting{file_, POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
    }
}

void Socket::send_no_more() {
    ::shutdown(file_, SHUT_WR);
}

void Socket::close() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
}

}  // namespace tdkt::server
