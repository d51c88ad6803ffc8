// A paper as blocks: what stands below what, and in which style. Nothing here
// knows yet how wide a word is.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/xhtml.h"

namespace tdkt::templates {

// A stretch of text in one face, the end of a line, or a place kept for a text
// that is filled in later.
struct Piece {
    enum class Kind : std::uint8_t { text, line_end, field } kind = Kind::text;
    Face face = Face::regular;
    std::string_view text{};  // or the name of the field
    double width = 0;         // of a field, points
};

struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// Where the blocks of a box stand on a free sheet, points from its upper left corner.
struct Area {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
    double slack = 0;  // the part of the room that is left over which comes first
    Span blocks{};     // of inner
};

struct Block {
    enum class Kind : std::uint8_t {
        paragraph,
        table,
        rule,
        signature,
        qr,
        page,
        annex,
        frame,
        image,
        box,
        border
    } kind;
    bool printed = false;          // on the blanks that the office has printed before
    const Style* style = nullptr;  // of a paragraph
    Colour colour = black;         // of a paragraph or border
    Colour second = black;         // of a border's ornaments
    Span pieces{};                 // of a paragraph
    std::uint32_t table = 0;       // or the area of a box
    double share = 0;              // of a rule: its part of the line above; 0 for a third
    double size = 0;               // side of a QR code, distance of a border from the edge; points
    double width = 0;              // of an image; 0 when it fits its place
    double height = 0;
    const Frame* frame = nullptr;
    std::string_view person{};  // signature fields, empty for none
    std::string_view organ{};
    std::string_view text{};  // of a QR code, or the name of an image
    std::string_view alt{};   // what an image shows
};

struct Cell {
    Span blocks{};  // of inner
    bool head = false;
};

struct Row {
    Span cells{};
    bool head = false;  // repeated on every page that the table reaches
};

// Also the two columns at the head of a paper, and those that end it: one row.
struct Table {
    std::vector<double> widths;  // points
    Span rows{};
    bool bordered = false;
    bool columns = false;  // no table to a reader: two texts side by side
    bool closing = false;  // two lines of what precedes stay with it
};

struct Blocks {
    std::string title{};
    Sheet sheet;
    std::vector<Block> flow;   // one below the other
    std::vector<Block> inner;  // those in cells
    std::vector<Piece> pieces;
    std::vector<Table> tables;
    std::vector<Row> rows;
    std::vector<Cell> cells;
    std::vector<Area> areas;
    std::deque<Style> styles;      // with another alignment than their row's
    std::deque<std::string> made;  // texts that pieces point to beside the tree's
};

// Of a head or a closing with so many columns, points; empty when there can be none such.
std::vector<double> column_widths(const Sheet& sheet, std::string_view kind, std::size_t count);

// The blocks point into the tree. Throws Unreadable for columns that do not add up,
// boxes off the sheet, and values that name nothing.
Blocks blocks_of(const Tree& tree);

}  // namespace tdkt::templates
