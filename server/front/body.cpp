#include "server/front/body.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::size_t buffer_size = 64 * 1024;
constexpr int longest_chunk_size = 8;  // hexadecimal digits

[[noreturn]] void cut_off() {
    throw Problem(Kind::malformed,
                  "Nội dung gửi lên bị đứt giữa chừng nên không được ghi nhận. Hãy gửi lại.");
}

[[noreturn]] void badly_chunked() {
    throw Problem(Kind::malformed, "Nội dung gửi lên không đúng định dạng HTTP.");
}

[[noreturn]] void too_large(std::int64_t limit) {
    const bool large = limit >= 1024 * 1024;
    const auto size = std::to_string(large ? limit / (1024 * 1024) : limit / 1024);
    throw Problem(Kind::too_large,
                  "Nội dung gửi lên vượt quá giới hạn " + size + (large ? " MB." : " KB."));
}

}  // namespace

Body::Body(const Head& head, std::string ahead, Receive receive)
    : Body(head.chunked, head.length, std::move(ahead), std::move(receive)) {}

Body::Body(bool chunked, std::int64_t length, std::string ahead, Receive receive)
    : chunked_(chunked),
      left_(chunked ? 0 : length),
      allowed_(std::numeric_limits<std::int64_t>::max()),
      ahead_(std::move(ahead)),
      receive_(std::move(receive)) {}

Body Body::of(std::string text) {
    const auto length = static_cast<std::int64_t>(text.size());
    return {false, length, std::move(text), [](char*, std::size_t) { return std::size_t{0}; }};
}

void Body::limit(std::int64_t limit) {
    allowed_ = limit;
    if (!chunked_ && taken_ + left_ > limit) too_large(limit);
}

std::size_t Body::take(char* to, std::size_t size) {
    if (at_ == ahead_.size()) {
        ahead_.resize(buffer_size);
        at_ = 0;
        ahead_.resize(receive_(ahead_.data(), ahead_.size()));
        if (ahead_.empty()) cut_off();
    }
    const auto count = std::min(size, ahead_.size() - at_);
    std::memcpy(to, ahead_.data() + at_, count);
    at_ += count;
    return count;
}

char Body::next() {
    char c = 0;
    take(&c, 1);
    return c;
}

// Chunk extensions and trailers are refused: nobody here needs them, and a
// reader before us might understand them differently.
void Body::next_chunk() {
    const auto line_end = [this](char c) {
        if (c != '\r' || next() != '\n') badly_chunked();
    };
    if (!first_) line_end(next());
    first_ = false;
    std::int64_t size = 0;
    char c = next();
    int count = 0;
    for (; c != '\r'; c = next(), ++count) {
        const bool decimal = c >= '0' && c <= '9';
        const char low = static_cast<char>(c | 0x20);
        if (count == longest_chunk_size || (!decimal && (low < 'a' || low > 'f'))) badly_chunked();
        size = size * 16 + (decimal ? c - '0' : low - 'a' + 10);
    }
    if (count == 0) badly_chunked();
    line_end(c);
    left_ = size;
    if (size == 0) {
        line_end(next());
        done_ = true;
    }
}

std::size_t Body::read(char* to, std::size_t size) {
    if (chunked_ && left_ == 0 && !done_) next_chunk();
    if (left_ == 0 || size == 0) return 0;
    const auto count = take(to, static_cast<std::size_t>(std::min<std::int64_t>(
                                    left_, static_cast<std::int64_t>(size))));
    left_ -= static_cast<std::int64_t>(count);
    taken_ += static_cast<std::int64_t>(count);
    if (taken_ > allowed_) too_large(allowed_);
    return count;
}

std::string Body::all(std::size_t most) {
    limit(static_cast<std::int64_t>(most));
    std::string text;
    for (;;) {
        const auto size = text.size();
        text.resize(size + buffer_size);
        const auto count = read(text.data() + size, buffer_size);
        text.resize(size + count);
        if (count == 0) return text;
    }
}

}  // namespace tdkt::server
