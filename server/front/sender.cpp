#include "server/front/sender.h"

namespace tdkt::server {
namespace {

std::string_view last_of(std::string_view& list) {
    const auto comma = list.rfind(',');
    auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
    while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
    while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
    return last;
}

}  // namespace

std::string sender_of(const Head& head, const std::string& peer, const Networks& proxies) {
    auto sender = peer;
    auto list = head.header("x-forwarded-for");
    while (proxies.hold(sender) && !list.empty()) {
        const auto before = last_of(list);
        if (!is_address(before)) break;
        sender = before;
    }
    return sender;
}

bool is_from_here(const Head& head, const std::string& peer, const Networks& proxies) {
    const bool passed_on =
        !head.header("x-forwarded-for").empty() || !head.header("forwarded").empty();
    if (passed_on && !proxies.hold(peer)) return false;
    return is_loopback(sender_of(head, peer, proxies));
}

}  // namespace tdkt::server
