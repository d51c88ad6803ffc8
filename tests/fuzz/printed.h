// What every printed paper must be, however strange its text.
#pragma once

#include <map>
#include <string>

#include "templates/paper/layout.h"
#include "tests/fuzz/fuzz.h"

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

// Points; a letter may lean over its own edge.
inline constexpr double forgiven = 1;

inline bool lies_on(const templates::Sheet& sheet, const templates::Corner& at,
                    const templates::Box& box) {
    return at.x + box.x >= -forgiven && at.x + box.x + box.width <= sheet.width + forgiven &&
           at.y + box.y >= -forgiven && at.y + box.y + box.height <= sheet.height + forgiven;
}

inline bool lies_on(const templates::Sheet& sheet, const templates::Corner& at,
                    const templates::Line& line) {
    return lies_on(sheet, at, templates::Box{line.x, line.y, line.width, 0});
}

// A page at least, and nothing off its sheet.
inline void check_layout(const templates::Layout& layout) {
    require(!layout.pages.empty(), "a paper has a page");
    for (const auto& placed : layout.placed) {
        const auto at = templates::corner(layout, placed);
        const auto& slab = layout.slabs[placed.slab];
        const auto& end = layout.slabs[placed.slab + 1];
        for (auto i = slab.lines; i < end.lines; ++i)
            require(lies_on(layout.sheet, at, layout.text.lines[i]), "a line is on its sheet");
        for (auto i = slab.codes; i < end.codes; ++i)
            require(lies_on(layout.sheet, at, layout.codes[i].box), "a QR code is on its sheet");
        for (auto i = slab.pictures; i < end.pictures; ++i)
            require(lies_on(layout.sheet, at, layout.pictures[i].box), "a picture is on its sheet");
        for (auto i = slab.widgets; i < end.widgets; ++i)
            require(layout.widgets[i].signature || lies_on(layout.sheet, at, layout.widgets[i].box),
                    "a field is on its sheet");
    }
}

inline void check_pdf(std::string_view pdf) {
    require(pdf.starts_with("%PDF-1.7") && pdf.ends_with("%%EOF\n"), "a PDF is whole");
}

}  // namespace tdkt::fuzz
