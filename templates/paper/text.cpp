#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr char32_t no_letter = 0xfffd;

bool follows(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

bool well_formed(char32_t letter, int length) {
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return letter >= least[length] && letter <= 0x10ffff && (letter < 0xd800 || letter > 0xdfff);
}

char32_t capital(char32_t letter) {
    if (letter < 0x80) return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    if (letter >= 0xe0 && letter <= 0xfe && letter != 0xf7) return letter - 32;
    if (letter == 0x131) return 'I';
    if (letter == 0xff) return 0x178;
    if (letter >= 0x100 && letter <= 0x137) return letter & ~char32_t{1};
    if (letter >= 0x139 && letter <= 0x148) return letter % 2 == 0 ? letter - 1 : letter;
    if (letter >= 0x14a && letter <= 0x177) return letter & ~char32_t{1};
    if (letter == 0x17a || letter == 0x17c || letter == 0x17e) return letter - 1;
    if (letter == 0x1a1 || letter == 0x1b0) return letter - 1;
    if (letter >= 0x1ea0 && letter <= 0x1eff) return letter & ~char32_t{1};
    return letter;
}

}  // namespace

char32_t next_letter(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4) return no_letter;
    char32_t letter = first & (0xff >> (length + 1));
    auto end = at;
    for (int i = 1; i < length; ++i, ++end) {
        if (!follows(text, end)) return no_letter;
        letter = letter << 6 | (static_cast<unsigned char>(text[end]) & 0x3f);
    }
    if (!well_formed(letter, length)) return no_letter;
    at = end;
    return letter;
}

bool append_entity(std::string& out, char32_t letter) {
    constexpr std::pair<char32_t, std::string_view> entities[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    for (const auto& [sign, entity] : entities)
        if (letter == sign) {
            out += entity;
            return true;
        }
    return false;
}

void append_letter(std::string& out, char32_t letter) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (letter < 0x80) {
        put(letter);
    } else if (letter < 0x800) {
        put(0xc0 | letter >> 6);
        put(0x80 | (letter & 0x3f));
    } else if (letter < 0x10000) {
        put(0xe0 | letter >> 12);
        put(0x80 | (letter >> 6 & 0x3f));
        put(0x80 | (letter & 0x3f));
    } else {
        put(0xf0 | letter >> 18);
        put(0x80 | (letter >> 12 & 0x3f));
        put(0x80 | (letter >> 6 & 0x3f));
        put(0x80 | (letter & 0x3f));
    }
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) out += part;
    return out;
}

std::string capitals(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_letter(out, capital(next_letter(text, at)));
    return out;
}

}  // namespace tdkt::templates
