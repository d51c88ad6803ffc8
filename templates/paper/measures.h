// The measures of Decree 30/2020/NĐ-CP (phụ lục I), in one table. The layout, the
// PDF, the page in the browser and the checks read these rows and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tdkt::templates {

enum class Face : std::uint8_t { regular, bold, italic, bold_italic };
enum class Align : std::uint8_t { left, center, right, justify };
enum class Structure : std::uint8_t {
    document,
    heading,
    subheading,
    paragraph,
    table,
    row,
    head_cell,
    cell
};

inline constexpr int faces = 4;
inline constexpr double mm = 72.0 / 25.4;  // points

// A4. Điều 8: margins top and bottom 20–25, left 30–35, right 15–20 mm.
inline constexpr double page_width = 210 * mm;
inline constexpr double page_height = 297 * mm;
inline constexpr double margin_top = 20 * mm;
inline constexpr double margin_bottom = 20 * mm;
inline constexpr double margin_left = 30 * mm;
inline constexpr double margin_right = 15 * mm;
inline constexpr double text_width = page_width - margin_left - margin_right;
inline constexpr double text_height = page_height - margin_top - margin_bottom;

inline constexpr double page_number_size = 13;
inline constexpr double page_number_baseline = 13 * mm;  // from the upper edge

inline constexpr double cell_padding_side = 1.5 * mm;
inline constexpr double cell_padding_end = 1.0 * mm;  // above and below
inline constexpr double border = 0.5;                 // points

inline constexpr double signature_gap = 30 * mm;  // between the title and the name
inline constexpr double signature_width = 50 * mm;
inline constexpr double signature_height = 24 * mm;
inline constexpr double seal_size = 30 * mm;  // covers a third of the signature, on its left

struct Style {
    std::string_view name;  // the class in a template
    double size;            // points
    Face face;
    Align align;
    double indent;  // of the first line, mm
    double before;  // points
    double line;    // pitch, in sizes
    bool keep;      // stays on the page of what follows
    bool caps;
    Structure structure;
};

inline constexpr auto styles = [] {
    using enum Face;
    using enum Align;
    using enum Structure;
    // clang-format off
    return std::to_array<Style>({
        // class            size face         align    indent before line  keep   caps   structure
        {"nation",            12, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"motto",             13, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"superior",          12, regular,     center,  0,     0,    1.2,  false, true,  paragraph},
        {"organ",             12, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"number",            13, regular,     center,  0,     6,    1.2,  false, false, paragraph},
        {"place",             13, italic,      center,  0,     6,    1.2,  false, false, paragraph},
        {"title",             14, bold,        center,  0,     18,   1.25, true,  true,  heading},
        {"subject",           14, bold,        center,  0,     0,    1.25, true,  false, paragraph},
        {"authority",         14, bold,        center,  0,     14,   1.25, true,  true,  paragraph},
        {"order",             14, bold,        center,  0,     12,   1.25, true,  true,  paragraph},
        {"basis",             14, italic,      justify, 12.7,  6,    1.25, false, false, paragraph},
        {"body",              14, regular,     justify, 12.7,  6,    1.25, false, false, paragraph},
        {"heading",           14, bold,        left,    12.7,  8,    1.25, true,  false, subheading},
        {"addressee",         14, regular,     center,  0,     12,   1.25, false, false, paragraph},
        {"note",              14, italic,      center,  0,     0,    1.25, true,  false, paragraph},
        {"plain",             14, regular,     left,    0,     3,    1.25, false, false, paragraph},
        {"receivers",         12, bold_italic, left,    0,     10,   1.2,  false, false, paragraph},
        {"receiver",          11, regular,     left,    0,     0,    1.2,  false, false, paragraph},
        {"signer_title",      14, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"signer_note",       13, italic,      center,  0,     0,    1.2,  false, false, paragraph},
        {"signer_name",       14, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"small",             11, italic,      center,  0,     3,    1.2,  false, false, paragraph},
        {"cell",              13, regular,     left,    0,     0,    1.15, false, false, paragraph},
        {"cell_center",       13, regular,     center,  0,     0,    1.15, false, false, paragraph},
        {"cell_right",        13, regular,     right,   0,     0,    1.15, false, false, paragraph},
        {"cell_head",         13, bold,        center,  0,     0,    1.15, false, false, paragraph},
    });
    // clang-format on
}();

// The row of a class, or nothing.
constexpr const Style* style(std::string_view name) {
    for (const auto& row : styles)
        if (row.name == name) return &row;
    return nullptr;
}

}  // namespace tdkt::templates
