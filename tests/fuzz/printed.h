// What every printed paper must be, however strange its text.
#pragma once

#include <map>
#include <string>

#include "templates/paper/layout.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/on_sheet.h"

namespace tdkt::fuzz {

// One picture, named "anh": a point of one pixel.
inline const templates::Print& print_with_image() {
    static const templates::Images images = {
        {"anh", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b"
                            "U\0\0\0\nIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81w\xcdr\xb6"
                            "\0\0\0\0IEND\xae\x42\x60\x82",
                            67)}};
    static const templates::Print print = [] {
        templates::Print made;
        made.images = &images;
        return made;
    }();
    return print;
}

// A page at least, and nothing off its sheet.
inline void check_layout(const templates::Layout& layout) {
    require(!layout.pages.empty(), "a paper has a page");
    const auto stray = test::OnSheet(layout).stray();
    require(stray.empty(), ("on its sheet is " + stray).c_str());
}

inline void check_pdf(std::string_view pdf) {
    require(pdf.starts_with("%PDF-1.7") && pdf.ends_with("%%EOF\n"), "a PDF is whole");
}

}  // namespace tdkt::fuzz
