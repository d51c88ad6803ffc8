// One end of a connection, never waited upon unless somebody says for how long.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace tdkt::server {

using Clock = std::chrono::steady_clock;

class TimedOut {};

class Socket {
  public:
    Socket() = default;
    explicit Socket(int file) : file_(file) {}  // owns it; it does not block
    ~Socket() { close(); }
    Socket(Socket&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }

    int file() const { return file_; }

    // What is there: 0 at the end, or when the other side is gone; nothing when
    // more may come later.
    std::optional<std::size_t> receive(char* to, std::size_t size);
    // As much as goes at once, 0 included; nothing when the other side is gone.
    std::optional<std::size_t> send(std::string_view bytes);

    // Waits; 0 at the end. Throws TimedOut.
    std::size_t receive(char* to, std::size_t size, Clock::time_point until);

    void send_no_more();
    void close();

  private:
    int file_ = -1;
};

}  // namespace tdkt::server
