// Pictures that are put into a paper: portraits, signatures, emblems. PNG with its
// transparency, JPEG as it is.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "templates/paper/objects.h"
#include "templates/paper/print.h"

namespace tdkt::templates {

struct Image {
    std::string name;
    std::string_view type;  // "image/png"
    std::string source;     // the file
    int width = 0;          // pixels
    int height = 0;
    int colours = 3;       // 1: grey
    bool packed = false;   // the samples are the JPEG itself
    std::string samples;   // else deflated, as the PDF has them
    std::string coverage;  // deflated, one byte a pixel; empty when nothing shines through
};

using ImagePtr = std::unique_ptr<const Image>;

// Throws workflow::Problem that names the image: absent from the print, not a PNG or
// JPEG, broken, or larger than 40 million pixels.
ImagePtr read_image(const Print& print, std::string_view name);

// Writes the image as an object, whose number this is.
int write_image(Objects& objects, const Image& image);

}  // namespace tdkt::templates
