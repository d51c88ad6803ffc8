// A free sheet, a certificate, for the browser: the lines and shapes of its layout
// as SVG, which needs no style of its own.
#pragma once

#include <string>

#include "templates/paper/layout.h"

namespace tdkt::templates {

std::string sheet_fragment(const Layout& layout);

// An SVG element that shows an image in the place given.
std::string image_element(const Image& image, const Box& place, std::string_view alt);

// Appends a text as HTML shows it: signs of markup escaped, control characters
// replaced, those that would turn its direction left out.
void append_escaped(std::string& out, std::string_view text);

}  // namespace tdkt::templates
