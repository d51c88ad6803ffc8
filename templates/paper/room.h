// How large a code or an image is shown: one answer for the PDF, the DOCX and the page.
#pragma once

#include <algorithm>

#include "templates/paper/measures.h"

namespace tdkt::templates {

// Points.
struct Room {
    double width = 0;
    double height = 0;
};

// What stands in the flow is at most half a page high.
constexpr Room room_in_flow(const Sheet& sheet, double width) {
    return {width, sheet.text_height() / 2};
}

// The side of a code that is to be `side` where there is so much room.
constexpr double code_side(double side, const Room& room) {
    return std::min({side, room.width, room.height});
}

// An image of so many pixels, in its own proportion: as large as the sides that are asked
// for (0: none) and the room allow; without sides no larger than its pixels.
constexpr Room image_room(double pixels_wide, double pixels_high, const Room& asked,
                          const Room& room) {
    constexpr double pixel = 72.0 / 96;
    double wide = asked.width > 0 ? asked.width : room.width;
    if (asked.width <= 0 && asked.height <= 0) wide = std::min(wide, pixels_wide * pixel);
    const double high = asked.height > 0 ? std::min(asked.height, room.height) : room.height;
    const double size = std::min(std::min(wide, room.width) / pixels_wide, high / pixels_high);
    return {pixels_wide * size, pixels_high * size};
}

}  // namespace tdkt::templates
