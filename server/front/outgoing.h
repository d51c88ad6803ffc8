// An answer on its way out. It is complete before its first byte goes, so that a
// reader who is slow keeps nobody from work, and one that could not be completed
// is never begun.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

#include "server/front/socket.h"

namespace tdkt::server {

// An open file, closed with its owner.
class OwnFile {
  public:
    OwnFile() = default;
    explicit OwnFile(int number) : number_(number) {}
    ~OwnFile();
    OwnFile(OwnFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    OwnFile& operator=(OwnFile&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    int number() const { return number_; }  // negative: none

  private:
    int number_ = -1;
};

// Room for large answers that wait to be read, given back with its owner.
class Room {
  public:
    Room() = default;
    // Throws Problem{busy} when others have it all.
    explicit Room(std::int64_t bytes);
    ~Room();
    Room(Room&& other) noexcept : bytes_(std::exchange(other.bytes_, 0)) {}
    Room& operator=(Room&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }

  private:
    std::int64_t bytes_ = 0;
};

class Outgoing {
  public:
    Outgoing() = default;
    explicit Outgoing(std::string bytes) : held_(std::move(bytes)) {}

    // What `write` writes, which is `length` bytes, behind `first`. More than a megabyte
    // lies in a file without a name, in `folder`, or in memory when the disk is full. Throws
    // std::logic_error when it is longer or shorter, and Problem{busy} when too much waits to
    // be read already.
    Outgoing(std::string first, std::int64_t length,
             const std::function<void(std::ostream&)>& write, const std::filesystem::path& folder);

    std::int64_t size() const;  // still to go

    // False when the other side is gone. Sends a piece, not more than goes at once.
    bool send(Socket& socket);

  private:
    bool refill();

    std::string held_;
    std::size_t at_ = 0;
    Room room_;
    OwnFile file_;
    std::int64_t from_ = 0, end_ = 0;  // of the file
};

}  // namespace tdkt::server
