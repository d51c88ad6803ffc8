// How a paper is printed, beside what it says.
#pragma once

#include <map>
#include <string>

namespace tdkt::templates {

// The bytes of PNG and JPEG files, by the name that a template gives them.
using Images = std::map<std::string, std::string, std::less<>>;

struct Print {
    // Must outlive the rendering. None: a template may show no image.
    const Images* images = nullptr;
    // On blanks that carry border and Quốc hiệu already: what is marked as printed is
    // left out, and the rest keeps its place.
    bool blank = false;
    // Moves everything, mm, to meet the blanks as the printer feeds them.
    double right = 0;
    double down = 0;
};

}  // namespace tdkt::templates
