#include "workflow/blank.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tdkt::workflow {
namespace {

struct Range {
    std::uint32_t first, last;
};

// Unicode's White_Space, Default_Ignorable_Code_Point and control signs, and the
// empty Braille cell, which is drawn as nothing.
constexpr auto unseen = std::to_array<Range>({
    {0x00, 0x20},       {0x7f, 0xa0},       {0xad, 0xad},     {0x34f, 0x34f},   {0x61c, 0x61c},
    {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2000, 0x200f},
    {0x2028, 0x202f},   {0x205f, 0x206f},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
});

bool is_unseen(std::uint32_t sign) {
    return std::any_of(unseen.begin(), unseen.end(),
                       [&](const Range& r) { return sign >= r.first && sign <= r.last; });
}

// Takes the first sign off `text`; a wrong byte is 0xfffd.
std::uint32_t next_sign(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const bool wrong = (lead >= 0x80 && lead < 0xc2) || lead > 0xf4 || text.size() < length;
    if (wrong) {
        text.remove_prefix(1);
        return 0xfffd;
    }
    std::uint32_t sign = length == 1 ? lead : lead & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0) != 0x80) {
            text.remove_prefix(1);
            return 0xfffd;
        }
        sign = sign << 6 | (byte & 0x3f);
    }
    text.remove_prefix(length);
    return sign;
}

}  // namespace

bool is_blank(std::string_view text) {
    while (!text.empty())
        if (!is_unseen(next_sign(text))) return false;
    return true;
}

}  // namespace tdkt::workflow
