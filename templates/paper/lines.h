// Breaks a paragraph into lines.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "templates/paper/blocks.h"
#include "templates/paper/words.h"

namespace tdkt::templates {

struct Token {
    const Word* word = nullptr;  // none for a field
    std::string_view field{};
    double width = 0;  // points
    double x = 0;      // of a field, from the line's beginning
    Face face = Face::regular;
    bool space = false;  // a blank stands before it
};

struct Line {
    std::uint32_t first = 0;  // of tokens
    std::uint32_t count = 0;
    double x = 0;        // from the left edge of its column, points
    double y = 0;        // of the baseline, from the upper edge of its slab
    double width = 0;    // as shown
    double stretch = 0;  // added to each blank
    double size = 0;     // of the letters
    int element = 0;     // of the structure
    Colour colour = black;
    const Style* style = nullptr;
};

// Lines broken so far, and their words.
struct Broken {
    std::vector<Token> tokens;
    std::vector<Line> lines;
    std::vector<std::string> warnings;
    std::vector<const Word*> rare;  // that need a font beside the four, some more than once
    std::vector<Token> pending;     // of the word that is being read
    bool parted = false;            // some word was longer than its line
};

// Appends the lines of a paragraph that is `width` points wide; at least one.
// Lines in the middle are made of about one length.
void break_lines(std::span<const Piece> pieces, const Style& style, double width, Broken& out);

// The distance from a line's upper edge to its baseline.
double baseline(const Style& style);

}  // namespace tdkt::templates
