#include "server/front/framing.h"

#include <algorithm>

#include "workflow/problem.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr int longest_chunk_size = 8;  // hexadecimal digits

[[noreturn]] void badly_chunked() {
    throw Problem(Kind::malformed, "Nội dung gửi lên không đúng định dạng HTTP.");
}

}  // namespace

Framing::Framing(bool chunked, std::int64_t length)
    : chunked_(chunked),
      place_(chunked      ? Place::size
             : length > 0 ? Place::content
                          : Place::end),
      left_(chunked ? 0 : length) {}

void Framing::take(std::string_view bytes, std::string& content) {
    while (!bytes.empty() && place_ != Place::end) {
        if (place_ != Place::content) {
            take_sign(bytes.front());
            bytes.remove_prefix(1);
            continue;
        }
        const auto size = std::min(bytes.size(), static_cast<std::size_t>(left_));
        content.append(bytes.substr(0, size));
        bytes.remove_prefix(size);
        left_ -= static_cast<std::int64_t>(size);
        if (left_ == 0) place_ = chunked_ ? Place::content_end : Place::end;
    }
}

// Chunk extensions and trailers are refused: nobody here needs them, and a
// reader before us might understand them differently.
void Framing::take_sign(char c) {
    const auto step = [&](char wanted, Place next) {
        if (c != wanted) badly_chunked();
        place_ = next;
    };
    switch (place_) {
        case Place::size:
            if (c == '\r' && digits_ > 0) return step('\r', Place::size_end);
            return take_digit(c);
        case Place::size_end:
            digits_ = 0;
            return step('\n', left_ > 0 ? Place::content : Place::last);
        case Place::content_end:
            return step('\r', Place::line_feed);
        case Place::line_feed:
            return step('\n', Place::size);
        case Place::last:
            return step('\r', Place::last_feed);
        case Place::last_feed:
            return step('\n', Place::end);
        case Place::content:
        case Place::end:
            return;
    }
}

void Framing::take_digit(char c) {
    const bool decimal = c >= '0' && c <= '9';
    const char low = static_cast<char>(c | 0x20);
    if (digits_ == longest_chunk_size || (!decimal && (low < 'a' || low > 'f'))) badly_chunked();
    ++digits_;
    left_ = left_ * 16 + (decimal ? c - '0' : low - 'a' + 10);
}

}  // namespace tdkt::server
