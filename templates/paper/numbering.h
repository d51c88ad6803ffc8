// The objects that every paper has, under the same numbers.
#pragma once

#include "templates/paper/measures.h"

namespace tdkt::templates::object {

inline constexpr int catalog = 1;
inline constexpr int pages = 2;
inline constexpr int info = 3;
inline constexpr int metadata = 4;
inline constexpr int form = 5;
inline constexpr int structure = 6;
inline constexpr int parents = 7;  // from marked text to structure
inline constexpr int resources = 8;
inline constexpr int intent = 9;
inline constexpr int first_face = 10;
inline constexpr int per_face = 5;  // font, descendant, descriptor, program, letters
inline constexpr int boxes = first_face + faces * per_face;  // font, letters, three boxes
inline constexpr int last = boxes + 4;

// Of F0 to F4.
constexpr int font(int face) {
    return first_face + face * per_face;
}

}  // namespace tdkt::templates::object
