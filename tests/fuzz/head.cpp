// What arrives at the door: the head of a message, and the body behind it.
#include <algorithm>

#include "server/front/body.h"
#include "server/front/forms.h"
#include "server/front/framing.h"
#include "server/front/text.h"
#include "server/front/wire.h"
#include "tests/fuzz/fuzz.h"
#include "workflow/problem.h"

using namespace tdkt;

namespace {

constexpr std::size_t largest_body = 100'000;

void check(const server::Head& head) {
    fuzz::require(head.path == "*" || head.path.starts_with('/'), "a path is absolute");
    fuzz::require(server::is_utf8(head.path), "a path is text");
    fuzz::require(head.path.find('\0') == head.path.npos, "a path holds no NUL");
    fuzz::require(head.path.find("/../") == head.path.npos, "a path leads nowhere else");
    fuzz::require(head.length >= 0, "a body is no shorter than nothing");
    fuzz::require(!(head.chunked && head.headers.contains("content-length")),
                  "a body has one length");
    for (const auto& [name, value] : head.headers)
        fuzz::require(value.find_first_of("\r\n") == value.npos, "a header is one line");
}

// The end of a body does not depend on how many bytes come at a time.
void check_pieces(const server::Head& head, std::string_view bytes) {
    server::Framing at_once(head), by_signs(head);
    std::string whole, joined;
    bool refused = false, refused_sign = false;
    try {
        at_once.take(bytes, whole);
    } catch (const workflow::Problem&) {
        refused = true;
    }
    try {
        for (std::size_t i = 0; i < bytes.size(); ++i) by_signs.take(bytes.substr(i, 1), joined);
    } catch (const workflow::Problem&) {
        refused_sign = true;
    }
    fuzz::require(refused == refused_sign, "a body is refused however it comes");
    fuzz::require(whole == joined, "a body is the same however it comes");
    fuzz::require(at_once.ended() == by_signs.ended(), "a body ends however it comes");
    fuzz::require(at_once.announced() >= 0, "no less than nothing is to come");
}

// As a socket gives it: a few bytes at a time, and then no more.
server::Body::Receive in_pieces(std::string_view& rest) {
    return [&rest](char* to, std::size_t size) {
        const auto count = rest.copy(to, std::min<std::size_t>(size, 7));
        rest.remove_prefix(count);
        return count;
    };
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto rest = fuzz::text_of(bytes, size);
    const auto end = std::min(rest.find("\r\n\r\n"), rest.size() - std::min<std::size_t>(4, size));
    const auto block = rest.substr(0, end + 4);
    rest.remove_prefix(block.size());
    try {
        const auto head = server::parse_head(block);
        check(head);
        server::cookie(head, "session");
        server::parse_pairs(head.query);
        if (!head.has_body()) return 0;
        check_pieces(head, rest);
        server::Body body(head, {}, in_pieces(rest));
        const auto whole = body.all(largest_body);
        fuzz::require(whole.size() <= largest_body, "a body keeps to its limit");
        fuzz::require(head.chunked || whole.size() == static_cast<std::size_t>(head.length),
                      "a body is as long as its head says");
    } catch (const server::Refusal&) {
    } catch (const workflow::Problem&) {
    }
    return 0;
}
