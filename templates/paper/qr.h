// A text as a QR code.
#pragma once

#include <string>
#include <string_view>

namespace tdkt::templates {

// The operators that draw a code whose lower left corner is at x, y and
// whose side, the quiet border of four modules included, is `side` points.
std::string qr_drawing(std::string_view text, double x, double y, double side);

// The same as an SVG element for a page, of so many mm; 0: as large as its place.
std::string qr_svg(std::string_view text, double side = 0);

// The same as a PNG file, for who shows no drawings.
std::string qr_png(std::string_view text);

}  // namespace tdkt::templates
