// The four faces of Liberation Serif (the measures of Times New Roman), cut to the
// letters that Vietnamese papers use. The cut is the same in every process, so a
// number drawn into a paper later has the glyphs that the paper already carries.
#pragma once

#include <hb.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/measures.h"

namespace tdkt::templates {

struct Release {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};

// Lengths are in units of the face, `units` to the size.
struct CutFace {
    std::unique_ptr<hb_font_t, Release> font;  // for shaping; not changed any more
    std::string program;                       // the TrueType file to embed
    std::vector<std::uint16_t> widths;         // by glyph
    std::vector<char32_t> letters;             // by glyph: what it says; 0 for none
    std::array<int, 4> box{};                  // xMin yMin xMax yMax
    int units = 0;
    std::uint16_t square = 0;  // drawn for a letter outside the cut
    std::uint16_t blank = 0;

    // 0 when the letter is outside the cut.
    std::uint16_t glyph(char32_t letter) const;
};

using CutFaces = std::array<CutFace, faces>;

// Reads and cuts the faces in `folder`. Throws std::runtime_error that says what
// to install when they are missing or have no Vietnamese letters.
CutFaces cut_faces(const std::string& folder);

// Where Debian puts them; the first that has them all.
std::span<const std::string_view> font_folders();

// The faces of this process, cut when first asked for. Safe from any thread.
const CutFaces& cut_faces();

}  // namespace tdkt::templates
