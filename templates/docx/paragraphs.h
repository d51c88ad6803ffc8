// Every block that is a paragraph in a DOCX: text, rules, places for signatures,
// framed marks, codes and images.
#pragma once

#include <optional>
#include <string_view>

#include "templates/docx/document.h"

namespace tdkt::templates::docx {

// A place of a free sheet, points from its upper left corner.
struct Place {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};

// What a paragraph has beside its style.
struct Look {
    bool keep_next = false;
    bool new_page = false;
    bool as_given = false;  // its lines are not balanced here
    double scale = 1;       // of its letters
    double side = 0;        // taken from either side, points
    double after = 0;       // the space below it, points
    std::optional<double> before{};
    const Place* place = nullptr;  // none: where the text has come to
    double highest = 0;            // of a picture in a place, points
    std::string_view border{};     // w:pBdr
    std::string_view section{};    // w:sectPr of the section that it ends
};

// Begins a paragraph in a style; whoever does ends it with "</w:p>".
void begin_paragraph(std::string& out, std::string_view style, const Look& look);

// Appends a block, anything but a table, a box or a border, where it is `width` points
// wide. Throws workflow::Problem for an image that is lacking or cannot be read.
void append_block(Document& document, const Block& block, double width, Look look);

// What a paragraph of such lines gives up on either side for them to stay as they are,
// a hair of room kept.
double side_of(double width, double widest);

// An empty paragraph that takes `height` points.
void append_gap(std::string& out, double height, const Look& look);

}  // namespace tdkt::templates::docx
