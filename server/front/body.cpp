#include "server/front/body.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "workflow/problem.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::size_t buffer_size = 64 * 1024;
constexpr auto no_limit = std::numeric_limits<std::int64_t>::max();

[[noreturn]] void cut_off() {
    throw Problem(Kind::malformed,
                  "Nội dung gửi lên bị đứt giữa chừng nên không được ghi nhận. Hãy gửi lại.");
}

[[noreturn]] void too_large(std::int64_t limit) {
    const bool large = limit >= 1024 * 1024;
    const auto size = std::to_string(large ? limit / (1024 * 1024) : limit / 1024);
    throw Problem(Kind::too_large,
                  "Nội dung gửi lên vượt quá giới hạn " + size + (large ? " MB." : " KB."));
}

}  // namespace

Body::Body(const Head& head, std::string ahead, Receive receive)
    : framing_(head), allowed_(no_limit), ahead_(std::move(ahead)), receive_(std::move(receive)) {}

Body::Body(Framing framing, std::string content, Receive receive)
    : framing_(framing),
      allowed_(no_limit),
      content_(std::move(content)),
      receive_(std::move(receive)) {}

Body Body::of(std::string text) {
    return {Framing(false, 0), std::move(text), [](char*, std::size_t) { return std::size_t{0}; }};
}

void Body::limit(std::int64_t limit) {
    allowed_ = limit;
    const auto held = static_cast<std::int64_t>(content_.size() - at_);
    if (taken_ + held + framing_.announced() > limit) too_large(limit);
}

void Body::receive() {
    if (ahead_.empty()) {
        ahead_.resize(buffer_size);
        ahead_.resize(receive_(ahead_.data(), ahead_.size()));
        if (ahead_.empty()) cut_off();
    }
    content_.clear();
    at_ = 0;
    const auto bytes = std::exchange(ahead_, {});
    framing_.take(bytes, content_);
}

std::size_t Body::read(char* to, std::size_t size) {
    if (size == 0) return 0;
    while (at_ == content_.size()) {
        if (framing_.ended()) return 0;
        receive();
    }
    const auto count = std::min(size, content_.size() - at_);
    std::memcpy(to, content_.data() + at_, count);
    at_ += count;
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
