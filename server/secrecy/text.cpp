#include "server/secrecy/text.h"

#include <openssl/rand.h>

#include <cstdint>

#include "server/signing/openssl.h"

namespace tdkt::server {
namespace {

constexpr std::string_view url_signs =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view plain = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The bits of `bytes`, `width` at a time, highest first; the last group is filled with zeros.
std::string in_signs(std::string_view bytes, int width, std::string_view signs) {
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const unsigned char byte : bytes) {
        held = held << 8 | byte;
        for (bits += 8; bits >= width; bits -= width)
            text += signs[held >> (bits - width) & ((1U << width) - 1)];
    }
    if (bits > 0) text += signs[held << (width - bits) & ((1U << width) - 1)];
    return text;
}

std::optional<std::string> from_signs(std::string_view text, int width, std::string_view signs) {
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char sign : text) {
        const auto value = signs.find(sign);
        if (value == signs.npos) return {};
        held = held << width | static_cast<std::uint32_t>(value);
        bits += width;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(held >> bits);
    }
    return bytes;
}

char plain_sign(char typed) {
    const char sign = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (sign == 'O') return '0';
    if (sign == 'I' || sign == 'L') return '1';
    return sign;
}

}  // namespace

std::string base64url(std::string_view bytes) {
    return in_signs(bytes, 6, url_signs);
}

std::optional<std::string> from_base64url(std::string_view text) {
    auto bytes = from_signs(text, 6, url_signs);
    if (bytes && base64url(*bytes) != text) return {};
    return bytes;
}

std::string crockford(std::string_view bytes) {
    return in_signs(bytes, 5, plain);
}

std::string from_crockford(std::string_view signs) {
    return from_signs(signs, 5, plain).value_or("");
}

std::optional<std::string> plain_signs(std::string_view typed) {
    std::string signs;
    for (const char one : typed) {
        if (one == '-' || one == ' ') continue;
        signs += plain_sign(one);
        if (plain.find(signs.back()) == plain.npos) return {};
    }
    return signs;
}

std::string grouped(std::string_view signs) {
    std::string text;
    for (std::size_t at = 0; at < signs.size(); at += 4)
        text.append(at == 0 ? "" : "-").append(signs.substr(at, 4));
    return text;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    must(RAND_bytes(octets(bytes), static_cast<int>(count)), "random bytes");
    return bytes;
}

}  // namespace tdkt::server
