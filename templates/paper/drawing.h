// Lines and areas that a paper draws itself: frames, and the borders of
// certificates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/measures.h"

namespace tdkt::templates {

// Lengths in points. x counts from the left edge of the text, y downwards from
// the upper edge of the slab; both from the corner of the sheet in a fixed slab.
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

// A step of a path: to a point, or along a Bézier curve to it, or back to the start.
struct Stroke {
    enum class Kind : std::uint8_t { move, line, curve, close } kind;
    double points[6] = {};
};

struct Shape {
    std::vector<Stroke> path;
    Colour colour = black;
    double thickness = 0;  // of the line; 0 for an area that is filled
};

std::vector<Stroke> rectangle(const Box& box);

// A double rule around the sheet, parted at its corners, where a lotus lies in a
// square. `inset` is from the edges of the sheet to the outer rule.
std::vector<Shape> certificate_border(const Sheet& sheet, double inset, Colour rules,
                                      Colour ornaments);

// Whether a border so far from the edges keeps all that it draws on the sheet.
bool border_fits(const Sheet& sheet, double inset);

// The operators of a PDF that draw the shape with its corner at x, y from the upper
// left of a page that is `page` points high.
void append_shape(std::string& out, const Shape& shape, double x, double y, double page);

// "#c8102e".
std::string hex_colour(Colour colour);

// The operators that choose a colour for areas and letters, or for lines.
void append_colour(std::string& out, Colour colour, std::string_view operation);

}  // namespace tdkt::templates
