#include "server/outbox/mail_text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

#include "workflow/delivery.h"
#include "workflow/texts.h"

namespace tdkt::server {
namespace {

// 76 signs a line.
std::string base64_lines(std::string_view bytes) {
    constexpr std::size_t of_line = 57;
    std::string lines;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(of_line, bytes.size())))
        lines += base64(bytes.substr(0, of_line)) + "\r\n";
    return lines;
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

void expect_one_line(std::string_view text) {
    const auto controls = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(text, controls))
        throw std::invalid_argument("a head of a mail must be one line");
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    return lines;
}

// As people here read clocks.
std::string date(std::int64_t at) {
    const std::time_t there = at / 1000 + 7 * 3600;
    std::tm parts{};
    gmtime_r(&there, &parts);
    std::array<char, 40> text{};
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S +0700", &parts);
    return text.data();
}

}  // namespace

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // a NUL
    return text;
}

std::string head_words(std::string_view text) {
    if (is_plain(text) && text.find("=?") == text.npos) return std::string(text);
    constexpr std::size_t most = 45;  // bytes: 60 signs of base64, 72 with what is around them
    std::string words;
    while (!text.empty()) {
        const auto piece = workflow::opening(text, most);
        words += std::string(words.empty() ? "" : "\r\n ") + "=?UTF-8?B?" + base64(piece) + "?=";
        text.remove_prefix(piece.size());
    }
    return words;
}

std::string mail_text(const Mail& mail) {
    if (!workflow::is_mail_address(mail.from) || !workflow::is_mail_address(mail.to))
        throw std::invalid_argument("not the address of a mail");
    for (const auto& head : {mail.from_name, mail.subject, mail.key}) expect_one_line(head);
    std::string text;
    text += "Date: " + date(mail.at) + "\r\n";
    text += "From: " + head_words(mail.from_name) + "\r\n <" + mail.from + ">\r\n";
    text += "To: <" + mail.to + ">\r\n";
    text += "Subject: " + head_words(mail.subject) + "\r\n";
    text += "Message-ID: <tdkt." + mail.key + mail.from.substr(mail.from.find('@')) + ">\r\n";
    text +=
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=UTF-8\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n";
    return text + base64_lines(with_crlf(mail.text));
}

}  // namespace tdkt::server
