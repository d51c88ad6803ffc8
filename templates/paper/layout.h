// Places blocks on pages: which line goes where, what stays together, which
// table head comes again.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "templates/paper/drawing.h"
#include "templates/paper/images.h"
#include "templates/paper/lines.h"
#include "templates/paper/print.h"

namespace tdkt::templates {

struct Widget {
    Box box{};
    std::string_view name{};
    bool signature = false;
    double size = 0;  // of the letters to come
    Face face = Face::regular;
};

struct Code {
    Box box{};
    std::string_view text{};
};

// A picture, its sides already in its proportion.
struct Picture {
    Box box{};
    const Image* image = nullptr;
    int element = 0;
};

// A part of the paper that is never parted: a line, a row, the two columns at
// its head. What it holds ends where the next slab's begins.
struct Slab {
    double before = 0;  // left out at the top of a page
    double height = 0;
    bool glued = false;  // no page ends behind it
    int table = -1;      // of rows whose head comes again
    std::uint32_t lines = 0;
    std::uint32_t rules = 0;    // filled boxes
    std::uint32_t borders = 0;  // drawn boxes
    std::uint32_t widgets = 0;
    std::uint32_t codes = 0;
    std::uint32_t shapes = 0;
    std::uint32_t pictures = 0;
    bool fixed = false;  // what it holds counts from the corner of the sheet
    enum class Start : std::uint8_t { here, page, annex } start = Start::here;
};

struct Element {
    Structure structure = Structure::paragraph;
    int parent = 0;
    std::string_view alt{};  // of a figure: what it shows
};

// The slabs that come again at the top of each page that a table reaches.
struct Head {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    double height = 0;
};

struct Placed {
    std::uint32_t slab = 0;
    double y = 0;           // from the upper edge of the page
    bool repeated = false;  // a table head that comes again
};

struct Page {
    int number = 0;  // shown when above 1
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct Layout {
    Sheet sheet;
    double right = 0;  // everything is moved so far, points
    double down = 0;
    Broken text;
    std::vector<Head> heads;  // by table
    std::vector<Slab> slabs;  // and one behind the last
    std::vector<Box> rules;
    std::vector<Box> borders;
    std::vector<Widget> widgets;
    std::vector<Code> codes;
    std::vector<Shape> shapes;
    std::vector<Picture> pictures;
    std::deque<Style> styles;  // of words that were made smaller
    std::vector<ImagePtr> images;
    std::vector<Element> elements;  // elements[0] is the document
    std::vector<Placed> placed;
    std::vector<Page> pages;  // at least one
};

// The left and the upper edge that a slab's lengths count from, points from the
// corner of its page.
struct Corner {
    double x;
    double y;
};
Corner corner(const Layout& layout, const Placed& placed);

// Points into the blocks. Throws workflow::Problem for an image that is lacking or
// cannot be read.
Layout lay_out(const Blocks& blocks, const Print& print = {});

}  // namespace tdkt::templates
