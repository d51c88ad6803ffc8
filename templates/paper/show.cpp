#include "templates/paper/show.h"

#include "templates/paper/numbers.h"
#include "templates/paper/words.h"

namespace tdkt::templates {
namespace {

constexpr double descent = 0.216;
constexpr double letter_height = 1.107;  // of the size, from ascent to descent

int units(Face face) {
    return cut_faces()[static_cast<std::size_t>(face)].units;
}

// A text as one word, blanks and all, since nothing breaks lines here.
const Word& whole(Face face, std::string_view text) {
    return words().plain_word(face, text);
}

}  // namespace

std::string show_text(std::string_view text, Face face, double size, double x, double y) {
    std::string out = "BT\n/F";
    append_integer(out, static_cast<int>(face));
    out += ' ';
    append_number(out, size);
    out += " Tf\n1 0 0 1 ";
    append_number(out, x);
    out += ' ';
    append_number(out, y);
    out += " Tm\n[";
    out += whole(face, text).shown;
    out += "]TJ\nET\n";
    return out;
}

double text_points(std::string_view text, Face face, double size) {
    return whole(face, text).width * size / units(face);
}

std::string show_field(std::string_view text, Face face, double size, double width, double height) {
    const double wide = text_points(text, face, size);
    const double fitted = wide > width ? size * width / wide : size;
    const double left = (width - wide * fitted / size) / 2;
    return show_text(text, face, fitted, left,
                     (height - fitted * letter_height) / 2 + fitted * descent);
}

}  // namespace tdkt::templates
