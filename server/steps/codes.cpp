#include "server/steps/codes.h"

#include <sodium.h>

#include <string_view>

namespace tdkt::server {

std::string new_code() {
    constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    static_assert(letters.size() == 32);
    std::string code;
    for (int i = 0; i < 16; ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += letters[randombytes_uniform(letters.size())];
    }
    return code;
}

std::string written_code(const std::string& typed) {
    std::string code;
    for (const char c : typed) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (c < '0' || c > '9')) {
            if (c != '-' && c != ' ') return typed;
            continue;
        }
        if (code.size() % 5 == 4) code += '-';
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code.size() == 19 ? code : typed;
}

}  // namespace tdkt::server
