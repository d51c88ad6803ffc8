#include "server/front/outgoing.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <streambuf>
#include <system_error>

#include "workflow/problem.h"

namespace tdkt::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_held = 1024 * 1024;
constexpr std::size_t piece = 256 * 1024;

[[noreturn]] void cannot(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// Of all large answers together, in bytes: on the disk, and of it in memory when that is full.
constexpr std::int64_t most_waiting = std::int64_t{4} * 1024 * 1024 * 1024;
constexpr std::int64_t most_in_memory = 256 * 1024 * 1024;
constexpr std::uintmax_t spare = 16 * 1024 * 1024;  // left to the database
std::atomic<std::int64_t> waiting = 0;

bool is_full(const fs::path& folder, std::int64_t length) {
    std::error_code unknown;
    const auto room = fs::space(folder, unknown).available;
    return !unknown && room < static_cast<std::uintmax_t>(length) + spare;
}

// A killed program leaves none of them: the name is gone as soon as it is made.
OwnFile nameless_file(const fs::path& folder, std::int64_t length) {
    if (is_full(folder.parent_path(), length) && waiting <= most_in_memory) {
        const int memory = ::memfd_create("answer", MFD_CLOEXEC);
        if (memory >= 0) return OwnFile(memory);
    }
    if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
    auto path = (folder / "work-answer-XXXXXX").string();
    const int file = mkostemp(path.data(), O_CLOEXEC);
    if (file < 0) cannot("cannot spool an answer");
    ::unlink(path.c_str());
    return OwnFile(file);
}

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) cannot("cannot spool an answer");
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

// Takes what a streamed answer writes; counts, for its length was promised.
class Collected : public std::streambuf {
  public:
    Collected(std::string& held, const fs::path& folder, std::int64_t length)
        : held_(held), folder_(folder), left_(length) {}

    std::int64_t left() const { return left_; }
    std::int64_t filed() const { return filed_; }
    OwnFile file() { return std::move(file_); }

  protected:
    int_type overflow(int_type c) override {
        if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
        const char sign = traits_type::to_char_type(c);
        return xsputn(&sign, 1) == 1 ? c : traits_type::eof();
    }

    std::streamsize xsputn(const char* bytes, std::streamsize size) override {
        if (size > left_) throw std::logic_error("an answer longer than announced");
        left_ -= size;
        const std::string_view text(bytes, static_cast<std::size_t>(size));
        if (file_.number() < 0 && held_.size() + text.size() <= most_held) {
            held_.append(text);
            return size;
        }
        if (file_.number() < 0) file_ = nameless_file(folder_, left_ + size);
        write_all(file_.number(), text);
        filed_ += size;
        return size;
    }

  private:
    std::string& held_;
    const fs::path& folder_;
    std::int64_t left_, filed_ = 0;
    OwnFile file_;
};

}  // namespace

OwnFile::~OwnFile() {
    if (number_ >= 0) ::close(number_);
}

Room::Room(std::int64_t bytes) {
    if (waiting.fetch_add(bytes) + bytes > most_waiting) {
        waiting -= bytes;
        throw workflow::Problem::busy();
    }
    bytes_ = bytes;
}

Room::~Room() {
    waiting -= bytes_;
}

Outgoing::Outgoing(std::string first, std::int64_t length,
                   const std::function<void(std::ostream&)>& write, const fs::path& folder)
    : held_(std::move(first)), room_(length) {
    Collected collected(held_, folder, length);
    std::ostream out(&collected);
    out.exceptions(std::ios::badbit);
    write(out);
    out.flush();
    if (collected.left() != 0) throw std::logic_error("an answer shorter than announced");
    file_ = collected.file();
    end_ = collected.filed();
}

std::int64_t Outgoing::size() const {
    return static_cast<std::int64_t>(held_.size() - at_) + end_ - from_;
}

bool Outgoing::refill() {
    if (at_ < held_.size() || from_ == end_) return true;
    held_.resize(static_cast<std::size_t>(std::min<std::int64_t>(piece, end_ - from_)));
    const auto count = ::pread(file_.number(), held_.data(), held_.size(), from_);
    held_.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    at_ = 0;
    from_ += count > 0 ? count : 0;
    return count > 0;
}

bool Outgoing::send(Socket& socket) {
    if (!refill()) return false;
    const auto bytes = std::string_view(held_).substr(at_, piece);
    if (bytes.empty()) return true;
    const auto count = socket.send(bytes);
    at_ += count.value_or(0);
    return count.has_value();
}

}  // namespace tdkt::server
