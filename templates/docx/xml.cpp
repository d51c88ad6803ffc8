#include "templates/docx/xml.h"

#include "templates/paper/text.h"

namespace tdkt::templates::docx {
namespace {

constexpr char32_t replacement = 0xfffd;

// XML 1.0, §2.2.
bool is_forbidden(char32_t letter) {
    return letter < 0x20 || letter == 0x7f || letter == 0xfffe || letter == 0xffff;
}

}  // namespace

void append(std::string& out, Typed typed) {
    for (std::size_t at = 0; at < typed.text.size();) {
        const auto letter = next_letter(typed.text, at);
        if (letter == '&')
            out += "&amp;";
        else if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else if (letter == '"')
            out += "&quot;";
        else if (!is_invisible(letter))
            append_letter(out, is_forbidden(letter) ? replacement : letter);
    }
}

std::string colour_code(std::uint32_t colour) {
    std::string hex;
    append_hex(hex, colour >> 8);
    append_hex(hex, colour << 8 & 0xffff);
    return hex.substr(0, 6);
}

}  // namespace tdkt::templates::docx
