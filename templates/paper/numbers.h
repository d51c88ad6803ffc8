// Numbers as a PDF writes them.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace tdkt::templates {

inline void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    const auto* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, static_cast<std::size_t>(end - digits));
}

// Two places, without noughts at the end.
inline void append_number(std::string& out, double value) {
    // Whole numbers at once: the rounding of a library call took a tenth of a page.
    auto hundredths = static_cast<std::int64_t>(value * 100 + (value < 0 ? -0.5 : 0.5));
    char digits[32];
    char* at = digits;
    if (hundredths < 0) {
        *at++ = '-';
        hundredths = -hundredths;
    }
    at = std::to_chars(at, digits + sizeof digits, hundredths / 100).ptr;
    if (const auto rest = static_cast<int>(hundredths % 100); rest != 0) {
        *at++ = '.';
        *at++ = static_cast<char>('0' + rest / 10);
        if (rest % 10) *at++ = static_cast<char>('0' + rest % 10);
    }
    out.append(digits, static_cast<std::size_t>(at - digits));
}

// Four digits.
inline void append_hex(std::string& out, unsigned value) {
    constexpr char digits[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[value >> shift & 15];
}

// Four digits, or eight for a letter beyond the first plane.
inline void append_utf16(std::string& out, char32_t letter) {
    if (letter < 0x10000) return append_hex(out, letter);
    append_hex(out, 0xd800 + ((letter - 0x10000) >> 10));
    append_hex(out, 0xdc00 + ((letter - 0x10000) & 0x3ff));
}

// Two bytes within (). As hex they would be twice as many to compress.
inline void append_glyph(std::string& out, unsigned glyph) {
    for (const unsigned byte : {glyph >> 8 & 255, glyph & 255}) {
        if (byte == '(' || byte == ')' || byte == '\\') out += '\\';
        if (byte == '\r')
            out += "\\r";
        else
            out += static_cast<char>(byte);
    }
}

}  // namespace tdkt::templates
