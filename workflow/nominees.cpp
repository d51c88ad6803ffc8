#include "workflow/nominees.h"

namespace tdkt::workflow {
namespace {

// `text` is valid UTF-8.
char32_t next_sign(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    char32_t sign = lead & (0x3fu >> more);
    for (; more > 0 && at < text.size(); --more)
        sign = sign << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fu);
    return sign;
}

bool is_blank_sign(char32_t c) {
    return c == ' ' || c == '\t' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

bool is_letter(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x1e00 && c <= 0x1eff);
}

bool is_mark(char32_t c) {
    return c >= 0x300 && c <= 0x36f;
}

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == '`' || c == 0xb4;
}

bool is_hyphen(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2014);
}

bool is_sign_of_names(char32_t c) {
    return is_apostrophe(c) || is_hyphen(c) || c == '.' || c == ',' || c == '&' || c == '(' ||
           c == ')' || c == '/';
}

// Of the Latin letters that NFC keeps; others stay as they are.
char32_t small(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
    const bool odd_capitals = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
    if (odd_capitals) return c % 2 == 1 ? c + 1 : c;
    const bool even_capitals =
        (c >= 0x100 && c <= 0x177) || (c >= 0x1a0 && c <= 0x1a5) || (c >= 0x1e00 && c <= 0x1eff);
    if (even_capitals) return c % 2 == 0 ? c + 1 : c;
    return c == 0x1af ? 0x1b0 : c;
}

void append(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        if (c < 0x10000) {
            text += static_cast<char>(0xe0 | c >> 12);
        } else {
            text += static_cast<char>(0xf0 | c >> 18);
            text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        }
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    }
}

// Every sign as `form` gives it, one blank for any number of them, none at the ends.
template <class Form>
std::string spelled(std::string_view name, Form form) {
    std::string text;
    bool blank = false;
    for (std::size_t at = 0; at < name.size();) {
        const auto c = next_sign(name, at);
        if (is_blank_sign(c)) {
            blank = true;
            continue;
        }
        if (blank && !text.empty()) text += ' ';
        blank = false;
        append(text, form(c));
    }
    return text;
}

}  // namespace

std::string tidied_name(std::string_view name) {
    return spelled(name, [](char32_t c) { return c; });
}

std::optional<std::string> name_fault(std::string_view name, Subject subject) {
    int letters = 0;
    for (std::size_t at = 0; at < name.size();) {
        const auto start = at;
        const auto c = next_sign(name, at);
        if (is_letter(c)) {
            ++letters;
        } else if (c >= '0' && c <= '9') {
            if (subject == Subject::person) return "Họ tên cá nhân không có chữ số.";
        } else if (!is_mark(c) && !is_blank_sign(c) && !is_sign_of_names(c)) {
            return "Tên chỉ gồm chữ cái La-tinh, dấu cách và các dấu ’ - . , & ( ) /; không dùng "
                   "“" +
                   std::string(name.substr(start, at - start)) + "”.";
        }
    }
    if (letters < 2) return "Tên có ít nhất hai chữ cái.";
    return {};
}

std::string nominee_key(std::string_view name) {
    return spelled(name, [](char32_t c) {
        return is_apostrophe(c) ? U'\'' : is_hyphen(c) ? U'-' : small(c);
    });
}

}  // namespace tdkt::workflow
