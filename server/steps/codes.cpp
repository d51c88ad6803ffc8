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

}  // namespace tdkt::server
