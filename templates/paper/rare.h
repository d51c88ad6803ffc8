// Letters outside the cut of Liberation Serif: from its other letters, or from any other
// TrueType font of the machine. A paper that shows one carries a cut of its own.
#pragma once

#include <hb.h>

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "templates/paper/fonts.h"
#include "templates/paper/objects.h"

namespace tdkt::templates {

// Font F4 of every paper: boxes, empty, ticked and crossed, drawn and not from any font.
inline constexpr int box_font = faces;
inline constexpr char32_t first_box = 0x2610;
inline constexpr int boxes = 3;
inline constexpr double box_width = 0.87;  // of the size

// A font of the machine. Its number, above box_font, is its name in a paper: F5.
struct RareFont {
    int number = 0;
    std::unique_ptr<hb_font_t, Release> font;
    int units = 0;
};

// The first font that has the letter, those like Liberation Serif in this face before
// others; null when none has it. Safe from any thread.
const RareFont* rare_font(Face face, char32_t letter);

// What glyphs of one font say.
using Glyphs = std::map<unsigned, std::u32string>;

// Writes the font, cut to these glyphs, as objects; the number of the first.
int write_rare_font(Objects& objects, int number, const Glyphs& glyphs);

// The map from glyphs to letters, as a PDF wants it; codes of one byte or two.
std::string letters_of(const Glyphs& glyphs, int bytes);

}  // namespace tdkt::templates
