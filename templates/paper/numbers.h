// Numbers as a PDF writes them.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace tdkt::templates {

inline void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

// Two places, without noughts at the end.
inline void append_number(std::string& out, double value) {
    auto hundredths = std::llround(value * 100);
    if (hundredths < 0) {
        out += '-';
        hundredths = -hundredths;
    }
    append_integer(out, hundredths / 100);
    const auto rest = static_cast<int>(hundredths % 100);
    if (rest == 0) return;
    out += '.';
    out += static_cast<char>('0' + rest / 10);
    if (rest % 10) out += static_cast<char>('0' + rest % 10);
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
