#include "server/front/hall.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace tdkt::server {
namespace {

constexpr auto between_looks = std::chrono::milliseconds(200);
constexpr auto farewell = std::chrono::seconds(2);
// Whoever is to be told 503, or has connected while we close, may be silent for so long.
constexpr auto silence = std::chrono::seconds(1);
// Beyond the limit so many more are told that there is no room; the rest wait in the kernel.
constexpr int beyond_limit = 256;
constexpr std::size_t most_memory = 256 * 1024 * 1024;
// Whoever sends a large message goes first when memory is short, not whoever came last.
constexpr std::size_t always_welcome = 64 * 1024;
constexpr int at_a_time = 64;  // connections let in before others are heard

int checked(int file, const char* what) {
    if (file < 0) throw std::system_error(errno, std::generic_category(), what);
    return file;
}

// As X-Forwarded-For writes it: IPv4 is never disguised as IPv6.
std::string text_of(const sockaddr_storage& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET) {
        const auto& four = reinterpret_cast<const sockaddr_in&>(address);
        ::inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    } else {
        const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
        ::inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    }
    const std::string_view plain(text.data());
    return std::string(plain.starts_with("::ffff:") ? plain.substr(7) : plain);
}

}  // namespace

Hall::Hall(App& app, int listener, Workers& pages, Workers& files)
    : app_(app),
      listener_(listener),
      pages_(pages),
      files_(files),
      poll_(checked(::epoll_create1(EPOLL_CLOEXEC), "no epoll")),
      bell_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "no eventfd")) {
    watch(bell_, EPOLLIN, true);
    listen(true);
}

Hall::~Hall() {
    ::close(bell_);
    ::close(poll_);
}

void Hall::watch(int file, unsigned events, bool is_new) {
    epoll_event wanted{};
    wanted.events = events;
    wanted.data.fd = file;
    ::epoll_ctl(poll_, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, file, &wanted);
}

void Hall::listen(bool on) {
    if (std::exchange(listening_, on) == on) return;
    if (on) return watch(listener_, EPOLLIN, true);
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, listener_, nullptr);
}

void Hall::run() {
    std::array<epoll_event, 256> events;
    for (;;) {
        try {
            if (is_over()) break;
            const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()),
                                           static_cast<int>(between_looks.count()));
            for (int i = 0; i < count; ++i) move(events[static_cast<std::size_t>(i)].data.fd);
            lose_patience();
        } catch (const std::exception& accident) {
            // One guest's, such as no memory for them: the others are heard on.
            app_.log.accident(accident, "the hall");
        }
    }
    listen(false);
}

void Hall::move(int file) {
    if (file == bell_) return answered();
    if (file == listener_) return void(let_in());
    if (const auto found = guests_.find(file); found != guests_.end()) move(*found->second);
}

void Hall::close(Clock::time_point until) {
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        closed_by_ = until;
    }
    ::eventfd_write(bell_, 1);
}

// Those who connected before we closed are let in: they may have sent already.
bool Hall::is_over() {
    {
        const std::scoped_lock lock(mutex_);
        if (!closing_) return false;
    }
    if (!std::exchange(shut_, true)) {
        while (let_in()) continue;
        listen(false);
        // Whoever comes now is refused by the system, and a proxy asks the next server.
        ::shutdown(listener_, SHUT_RD);
        const auto soon = Clock::now() + silence;
        for (auto& [file, guest] : guests_)
            if (guest->received.empty() && guest->stage == Guest::Stage::head)
                guest->until = std::min(guest->until, soon);
    }
    return guests_.empty();
}

// Gives whether there may be more.
bool Hall::let_in() {
    for (int i = 0; i < at_a_time; ++i) {
        if (guests_inside_ >= app_.settings.connections + beyond_limit) {
            listen(false);
            return false;
        }
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        const int file = ::accept4(listener_, reinterpret_cast<sockaddr*>(&address), &size,
                                   SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (file >= 0) {
            let_in(Socket(file), text_of(address));
            continue;
        }
        // Out of files: those who wait in the kernel wait until the next look.
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
            listen(false);
        if (errno != EINTR && errno != ECONNABORTED) return false;
    }
    return true;
}

void Hall::let_in(Socket socket, std::string peer) {
    const int file = socket.file(), at_once = 1;
    ::setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    const auto until = Clock::now() + std::chrono::seconds(app_.settings.head_seconds);
    auto& guest = *(guests_[file] = std::make_unique<Guest>(std::move(socket), peer, until));
    const bool full = guests_inside_ >= app_.settings.connections;
    const bool crowd = has_too_many(peer);
    ++guests_inside_;
    ++by_peer_[peer];
    watch(file, EPOLLIN, true);
    if (!full && !crowd) return;
    ++refused_;
    guest.unwelcome = full ? "too many connections" : "too many connections of one address";
    guest.until = std::min(until, Clock::now() + silence);
}

bool Hall::has_too_many(const std::string& peer) {
    const auto found = by_peer_.find(peer);
    return found != by_peer_.end() && found->second >= app_.settings.connections_per_address &&
           !app_.settings.trusted_proxies.hold(peer);
}

void Hall::move(Guest& guest) {
    const int file = guest.socket.file();
    if (guest.stage == Guest::Stage::answer)
        speak(guest);
    else
        hear(guest);
    const auto found = guests_.find(file);
    if (found == guests_.end() || found->second->stage == Guest::Stage::inside) return;
    const auto before = found->second->accounted;
    account(guest);
    if (guest.accounted > std::max(before, always_welcome) && memory_ > most_memory)
        refuse(guest, {503, "too much is on its way in"});
}

void Hall::account(Guest& guest) {
    memory_ -= guest.accounted;
    guest.accounted = guest.received.capacity() + guest.content.capacity();
    memory_ += guest.accounted;
}

void Hall::hear(Guest& guest) {
    if (guest.stage == Guest::Stage::body) return hear_body(guest);
    if (guest.stage == Guest::Stage::farewell) {
        char rest[16 * 1024];
        if (guest.socket.receive(rest, sizeof rest).value_or(1) == 0) put_out(guest);
        return;
    }
    if (guest.stage != Guest::Stage::head) return;
    if (!guest.unwelcome.empty()) return refuse(guest, {503, guest.unwelcome});
    try {
        const auto progress = receive_head(guest);
        if (progress == Progress::gone) return put_out(guest);
        if (progress == Progress::waiting) return;
    } catch (const Refusal& reason) {
        return refuse(guest, reason);
    }
    guest.stage = Guest::Stage::body;
    guest.until = Clock::now() + patience_with_body(guest, app_.settings);
    guest.awaits_more = !guest.framing.ended() && !guest.trouble && !is_received_ahead(guest);
    if (guest.awaits_more || guest.framing.ended()) return hand_on(guest);
    hear_body(guest);
}

void Hall::hear_body(Guest& guest) {
    if (receive_body(guest) == Progress::complete) hand_on(guest);
}

void Hall::hand_on(Guest& guest) {
    guest.stage = Guest::Stage::inside;
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, guest.socket.file(), nullptr);
    auto& workers = guest.awaits_more ? files_ : pages_;
    const bool taken = workers.take([this, &guest] {
        attend(guest, app_);
        const std::scoped_lock lock(mutex_);
        answered_.push_back(&guest);
        ::eventfd_write(bell_, 1);
    });
    if (taken) return;
    ++refused_;
    watch(guest.socket.file(), EPOLLOUT, true);
    refuse(guest, {503, "too many requests wait"});
}

void Hall::answered() {
    eventfd_t rings = 0;
    ::eventfd_read(bell_, &rings);
    std::vector<Guest*> all;
    {
        const std::scoped_lock lock(mutex_);
        all.swap(answered_);
    }
    for (auto* guest : all) {
        account(*guest);
        watch(guest->socket.file(), EPOLLOUT, true);
        answer(*guest, std::move(guest->outgoing));
    }
}

void Hall::answer(Guest& guest, Outgoing outgoing) {
    guest.outgoing = std::move(outgoing);
    guest.stage = Guest::Stage::answer;
    guest.until = Clock::now() + patience_with_reader(guest.outgoing.size());
    watch(guest.socket.file(), EPOLLOUT, false);
    speak(guest);
}

void Hall::speak(Guest& guest) {
    if (!guest.outgoing.send(guest.socket)) return put_out(guest);
    if (guest.outgoing.size() > 0) return;
    // Closing on unread bytes would reset the connection and throw the answer away.
    guest.outgoing = {};
    guest.stage = Guest::Stage::farewell;
    guest.until = Clock::now() + farewell;
    guest.socket.send_no_more();
    watch(guest.socket.file(), EPOLLIN, false);
}

void Hall::refuse(Guest& guest, const Refusal& reason) {
    if (guest.received.empty() && guest.stage == Guest::Stage::head) {
        // What has come already says in which form to answer.
        char bytes[2048];
        guest.received.assign(bytes, guest.socket.receive(bytes, sizeof bytes).value_or(0));
    }
    auto words = refusal(reason, guest.received, app_);
    std::string().swap(guest.content);
    std::string().swap(guest.received);
    account(guest);
    answer(guest, std::move(words));
}

void Hall::put_out(Guest& guest) {
    memory_ -= guest.accounted;
    if (--by_peer_[guest.peer] == 0) by_peer_.erase(guest.peer);
    --guests_inside_;
    guests_.erase(guest.socket.file());
}

void Hall::lose_patience() {
    const auto now = Clock::now();
    if (now - looked_at_ < between_looks) return;
    looked_at_ = now;
    bool closing = false, over = false;
    {
        const std::scoped_lock lock(mutex_);
        closing = closing_;
        over = closing_ && now >= closed_by_;
    }
    std::vector<Guest*> late;
    for (const auto& [file, guest] : guests_)
        if (guest->stage != Guest::Stage::inside && (over || now >= guest->until))
            late.push_back(guest.get());
    for (auto* guest : late) {
        if (over)
            put_out(*guest);
        else
            lose_patience(*guest, now);
    }
    if (!closing) listen(guests_inside_ < app_.settings.connections + beyond_limit);
}

void Hall::lose_patience(Guest& guest, Clock::time_point now) {
    using Stage = Guest::Stage;
    if (guest.stage == Stage::head && !guest.unwelcome.empty())
        return refuse(guest, {503, guest.unwelcome});
    // A browser opens connections ahead of need.
    const bool silent = guest.stage == Stage::head && guest.received.empty();
    if (silent || guest.stage == Stage::answer || guest.stage == Stage::farewell)
        return put_out(guest);
    if (guest.stage == Stage::head) return refuse(guest, {408, "the head took too long"});
    guest.until = now;
    guest.trouble =
        workflow::Problem(workflow::Kind::malformed,
                          "Nội dung gửi lên quá chậm nên không được ghi nhận. Hãy gửi lại.");
    hand_on(guest);
}

}  // namespace tdkt::server
