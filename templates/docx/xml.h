// The XML that the parts of a DOCX are made of, written straight into a string.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "templates/paper/numbers.h"

namespace tdkt::templates::docx {

inline constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

// The lengths of a DOCX: twentieths of a point, and for drawings 12,700ths.
inline std::int64_t twips(double points) {
    return std::llround(points * 20);
}
inline std::int64_t emu(double points) {
    return std::llround(points * 12700);
}

// Words of people: the only ones that are not markup already.
struct Typed {
    std::string_view text;
};

// Letters that show nothing are left out; those that XML cannot hold are U+FFFD.
void append(std::string& out, Typed typed);
// "C8102E", as a DOCX writes a colour.
std::string colour_code(std::uint32_t colour);

inline void append(std::string& out, std::string_view markup) {
    out += markup;
}
inline void append(std::string& out, std::int64_t number) {
    append_integer(out, number);
}

template <class... Parts>
void put(std::string& out, const Parts&... parts) {
    (append(out, parts), ...);
}

}  // namespace tdkt::templates::docx
