// Draws a text with the glyphs that every paper carries: for numbers, dates and
// names that are put into a paper after it was made.
#pragma once

#include <string>
#include <string_view>

#include "templates/paper/measures.h"

namespace tdkt::templates {

// Operators that draw `text`, UTF-8, its baseline beginning at x, y (points). They
// ask for the fonts F0 (regular), F1 (bold), F2 (italic), F3 (bold italic) of a
// paper's resources. A letter that the fonts lack is a square.
std::string show_text(std::string_view text, Face face, double size, double x, double y);

// Its width in points.
double text_points(std::string_view text, Face face, double size);

// The appearance of a field that is `width` × `height` points: the text in its
// middle, smaller where it would not fit.
std::string show_field(std::string_view text, Face face, double size, double width, double height);

}  // namespace tdkt::templates
