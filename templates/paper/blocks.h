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

struct Block {
    enum class Kind : std::uint8_t { paragraph, table, rule, signature, qr, page, annex } kind;
    const Style* style = nullptr;  // of a paragraph
    Span pieces{};                 // of a paragraph
    std::uint32_t table = 0;
    double share = 0;           // of a rule: its part of the line above; 0 for a third
    double size = 0;            // of a QR code, points
    std::string_view person{};  // signature fields, empty for none
    std::string_view organ{};
    std::string_view text{};  // of a QR code
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
    std::vector<Block> flow;   // one below the other
    std::vector<Block> inner;  // those in cells
    std::vector<Piece> pieces;
    std::vector<Table> tables;
    std::vector<Row> rows;
    std::vector<Cell> cells;
    std::deque<std::string> made;  // texts that pieces point to beside the tree's
};

// The blocks point into the tree. Throws Unreadable for columns that do not add up.
Blocks blocks_of(const Tree& tree);

}  // namespace tdkt::templates
