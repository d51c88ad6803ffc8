#include "server/front/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>

namespace tdkt::server {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c < 128; });
}

// Calls visit(code point) until it says false; a wrong byte is a negative code point.
template <class Visit>
bool each(std::string_view text, Visit visit) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (!visit(c)) return false;
    }
    return true;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

bool is_utf8(std::string_view text) {
    return is_ascii(text) || each(text, [](UChar32 c) { return c >= 0; });
}

std::string composed(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    UErrorCode error = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFC");
    std::string result;
    icu::StringByteSink<std::string> sink(&result);
    form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                        sink, nullptr, error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU cannot compose a text");
    return result;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](unsigned char c) { return (c & 0xc0) != 0x80; }));
}

bool has_unprintable(std::string_view text, bool lines) {
    return !each(text, [&](UChar32 c) {
        if (lines && (c == '\n' || c == '\t')) return true;
        constexpr auto unwanted = U_GC_C_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
        return c >= 0 && (U_MASK(u_charType(c)) & unwanted) == 0;
    });
}

std::string tidy(std::string_view text) {
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("\u2028") || text.substr(i).starts_with("\u2029")) {
            lines += '\n';
            i += 2;
        } else if (text[i] != '\r')
            lines += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            lines += '\n';
    }
    // Byte offsets of the first and the last sign that is no blank.
    std::size_t first = lines.size();
    std::size_t last = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(lines.data());
    const auto size = static_cast<std::int32_t>(lines.size());
    for (std::int32_t at = 0; at < size;) {
        const auto start = static_cast<std::size_t>(at);
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c >= 0 && (u_isUWhiteSpace(c) != 0 || c == 0xfeff)) continue;
        first = std::min(first, start);
        last = static_cast<std::size_t>(at);
    }
    return first < last ? lines.substr(first, last - first) : std::string();
}

std::string without_hints(std::string_view text) {
    std::string kept(text);
    for (const std::string_view hint : {"\u00ad", "\u200b", "\u2060", "\ufeff"})
        for (auto at = kept.find(hint); at != std::string::npos; at = kept.find(hint, at))
            kept.erase(at, hint.size());
    return kept;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus) {
            result += ' ';
        } else if (text[i] != '%') {
            result += text[i];
        } else {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) return {};
            result += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return result;
}

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const unsigned char c : text) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            std::string_view("-._~/").find(static_cast<char>(c)) != std::string_view::npos;
        if (plain) {
            result += static_cast<char>(c);
        } else {
            result += '%';
            result += "0123456789ABCDEF"[c >> 4];
            result += "0123456789ABCDEF"[c & 15];
        }
    }
    return result;
}

std::string hex(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size() * 2);
    for (const unsigned char c : bytes) {
        result += digits[c >> 4];
        result += digits[c & 15];
    }
    return result;
}

}  // namespace tdkt::server
