// What is told to the outside (mail, webhook, edXML): where it stands, and how long
// one waits after a receiver could not be reached.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "workflow/names.h"

namespace tdkt::workflow {

enum class Channel { mail, webhook, edxml };

inline constexpr auto channel_names = std::to_array<Name<Channel>>({
    {Channel::mail, "mail", "Thư điện tử"},
    {Channel::webhook, "webhook", "Webhook"},
    {Channel::edxml, "edxml", "edXML"},
});
template <>
inline constexpr std::span<const Name<Channel>> names<Channel> = channel_names;

// A dead message is tried no more until a person sends it again; later ones of the same
// dossier to the same receiver wait behind it, as behind one that still waits.
enum class Delivery { waiting, delivered, dead, given_up };

inline constexpr auto delivery_names = std::to_array<Name<Delivery>>({
    {Delivery::waiting, "waiting", "Chờ gửi"},
    {Delivery::delivered, "delivered", "Đã gửi"},
    {Delivery::dead, "dead", "Không gửi được"},
    {Delivery::given_up, "given_up", "Thôi không gửi"},
});
template <>
inline constexpr std::span<const Name<Delivery>> names<Delivery> = delivery_names;

inline constexpr std::int64_t a_second = 1000, a_minute = 60 * a_second, an_hour = 60 * a_minute;

// After the first failure, the second … When there is none left the message is dead: a
// little more than two days, so that a server that fails on Friday night is mended.
inline constexpr auto pauses = std::to_array<std::int64_t>({
    30 * a_second,
    2 * a_minute,
    10 * a_minute,
    30 * a_minute,
    1 * an_hour,
    2 * an_hour,
    4 * an_hour,
    8 * an_hour,
    12 * an_hour,
    24 * an_hour,
});

// The pause after so many failures, moved by up to a fifth, so that what failed together
// does not come again together; `chance` is any number. 0: there is none, it is dead.
constexpr std::int64_t pause_after(std::int64_t failures, std::uint64_t chance) {
    if (failures < 1 || failures > static_cast<std::int64_t>(pauses.size())) return 0;
    const auto pause = pauses[static_cast<std::size_t>(failures - 1)];
    return pause - pause / 5 + static_cast<std::int64_t>(chance % 1001) * (2 * pause / 5) / 1000;
}

// "ten@noi.vn" and nothing else: no name, no comment, no second line, nothing beyond ASCII.
constexpr bool is_mail_address(std::string_view text) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto all = [](std::string_view part, auto fits) {
        for (const char c : part)
            if (!fits(c)) return false;
        return !part.empty() && part.front() != '.' && part.back() != '.' &&
               part.find("..") == part.npos;
    };
    const auto at = text.find('@');
    if (at == text.npos || at > 64 || text.size() > 254) return false;
    const auto domain = text.substr(at + 1);
    return all(text.substr(0, at),
               [&](char c) {
                   return letter(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) !=
                                           std::string_view::npos;
               }) &&
           all(domain, [&](char c) { return letter(c) || c == '.' || c == '-'; }) &&
           domain.front() != '-' && domain.find('.') != domain.npos;
}

}  // namespace tdkt::workflow
