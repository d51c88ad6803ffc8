// Letters as a paper needs them.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tdkt::templates {

// The letter that begins at `at`, which moves behind it. A byte that begins no
// letter is U+FFFD.
char32_t next_letter(std::string_view text, std::size_t& at);

void append_letter(std::string& out, char32_t letter);

// Writes & < > and " as markup must; whether the letter was one of them.
bool append_entity(std::string& out, char32_t letter);

// Capitals, for Vietnamese and the other Latin letters that a paper can show.
std::string capitals(std::string_view text);

std::string joined(std::initializer_list<std::string_view> parts);

// What parts words; a blank that does not break is a letter.
constexpr bool is_blank(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
}

// Such marks stand on the letter before them and are never parted from it.
constexpr bool is_mark(char32_t letter) {
    return letter >= 0x300 && letter <= 0x36f;
}

// Letters that show nothing: joiners, direction marks, the byte order mark.
constexpr bool is_invisible(char32_t letter) {
    return letter == 0xad || letter == 0x34f || (letter >= 0x200b && letter <= 0x200f) ||
           (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2060 && letter <= 0x206f) ||
           letter == 0xfeff || (letter >= 0xfe00 && letter <= 0xfe0f);
}

}  // namespace tdkt::templates
