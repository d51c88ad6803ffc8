// The measures of Decree 30/2020/NĐ-CP (phụ lục I), in one table. The layout, the
// PDF, the page in the browser and the checks read these rows and nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tdkt::templates {

enum class Face : std::uint8_t { regular, bold, italic, bold_italic };
enum class Align : std::uint8_t { left, center, right, justify };
enum class Structure : std::uint8_t {
    document,
    heading,
    subheading,
    inner_heading,
    paragraph,
    table,
    row,
    head_cell,
    cell,
    figure
};
using Colour = std::uint32_t;  // 0xRRGGBB

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

// The sheet that a paper is printed on: A4 upright unless it says otherwise. On a
// free one, a certificate's, everything stands in boxes that count from its corner.
struct Sheet {
    double width = page_width;
    double height = page_height;
    bool free = false;

    constexpr double text_width() const { return width - margin_left - margin_right; }
    constexpr double text_height() const { return height - margin_top - margin_bottom; }
};
inline constexpr double largest_sheet = 420;  // mm, either side: A3
inline constexpr double smallest_sheet = 50;

inline constexpr double page_number_size = 13;
inline constexpr double page_number_baseline = 13 * mm;  // from the upper edge

inline constexpr double cell_padding_side = 1.5 * mm;
// Above and below, with half the rule. Browsers count rows of a table in whole pixels
// of 0.75 points: these make 8 of them, and a line of a cell 20.
inline constexpr double cell_padding_end = 3;
inline constexpr double cell_line = 15.0 / 13;  // in sizes
inline constexpr double table_rule = 0.5;       // points

// Above the columns at either end of a paper, and above a table, points.
inline constexpr double space_before_columns = 14;
inline constexpr double space_before_table = 6;
inline constexpr std::size_t closing_lines = 2;  // that stay with what ends a paper
// Lines in the middle are made of about one length, when they are no more than these.
inline constexpr std::size_t most_balanced = 4;
// Of Times New Roman, and of Liberation Serif, above the baseline, in sizes.
inline constexpr double times_ascent = 0.891;

inline constexpr double qr_size = 20 * mm;        // where none is asked for
inline constexpr double space_before_shown = 6;   // above a frame, a code, an image; points
inline constexpr double signature_gap = 30 * mm;  // between the title and the name
inline constexpr double signature_width = 50 * mm;
inline constexpr double signature_height = 24 * mm;
// NĐ 30/2020, phụ lục I: it covers a third of the signature, on its left.
inline constexpr double seal_size = 30 * mm;
inline constexpr double seal_left = signature_width / 3 - seal_size;  // from the signature's edge

// How wide a place must be for a signature in its middle, with a seal or without.
constexpr double signature_room(bool sealed) {
    return signature_width - (sealed ? 2 * seal_left : 0);
}

struct Ink {
    std::string_view name;  // in a template
    Colour colour;
};

inline constexpr Ink inks[] = {
    {"black", 0x000000}, {"red", 0xc8102e}, {"blue", 0x0033a0}, {"gold", 0xb8860b}};
inline constexpr Colour black = inks[0].colour;
inline constexpr Colour red = inks[1].colour;

// Marks of secrecy and urgency, and who may read on: positions 10 and 11.
struct Frame {
    std::string_view kind;  // in a template
    std::string_view text;
    double width;   // mm
    double height;  // mm
    Colour colour;
};

inline constexpr Frame frames[] = {
    {"mat", "MẬT", 20, 8, red},
    {"toi_mat", "TỐI MẬT", 32, 8, red},
    {"tuyet_mat", "TUYỆT MẬT", 40, 8, red},
    {"khan", "KHẨN", 20, 8, red},
    {"thuong_khan", "THƯỢNG KHẨN", 40, 8, red},
    {"hoa_toc", "HỎA TỐC", 30, 8, red},
    {"xem_xong_tra_lai", "XEM XONG TRẢ LẠI", 55, 8, black},
    {"luu_hanh_noi_bo", "LƯU HÀNH NỘI BỘ", 55, 8, black},
};

// The least part of their size to which the words in a box may shrink; smaller
// ones are shown with a warning.
inline constexpr double least_shrink = 0.6;

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
    Colour colour = black;
    double left = 0;  // of all its lines, mm
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
        {"subheading",        14, bold_italic, left,    12.7,  6,    1.25, true,  false, inner_heading},
        {"addressee_first",   14, regular,     left,    0,     12,   1.25, true,  false, paragraph, black, 30},
        {"addressee_item",    14, regular,     left,    0,     3,    1.25, false, false, paragraph, black, 40},
        {"signer_post",       14, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"receivers",         12, bold_italic, left,    0,     10,   1.2,  false, false, paragraph},
        {"receiver",          11, regular,     left,    0,     0,    1.2,  false, false, paragraph},
        {"signer_title",      14, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"signer_note",       13, italic,      center,  0,     0,    1.2,  false, false, paragraph},
        {"signer_name",       14, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"small",             11, italic,      center,  0,     3,    1.2,  false, false, paragraph},
        // Below the number of a dispatch; the parts of a long text; what it lists.
        {"about",             13, regular,     center,  0,     6,    1.2,  false, false, paragraph},
        {"chapter",           14, bold,        center,  0,     12,   1.25, true,  false, subheading},
        {"chapter_title",     14, bold,        center,  0,     0,    1.25, true,  true,  subheading},
        {"group",             14, bold,        center,  0,     10,   1.25, true,  false, inner_heading},
        {"group_title",       14, bold,        center,  0,     0,    1.25, true,  true,  inner_heading},
        {"article",           14, bold,        justify, 12.7,  8,    1.25, true,  false, inner_heading},
        {"clause",            14, regular,     justify, 12.7,  6,    1.25, false, false, paragraph},
        {"point",             14, regular,     justify, 12.7,  6,    1.25, false, false, paragraph},
        {"dash",              14, regular,     justify, 12.7,  6,    1.25, false, false, paragraph},
        {"choice",            14, regular,     left,    12.7,  6,    1.25, false, false, paragraph},
        // Certificates.
        {"award_nation",      16, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"award_motto",       16, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"award_issuer",      20, bold,        center,  0,     0,    1.2,  false, true,  paragraph, red},
        {"award_verb",        20, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"award_kind",        44, bold,        center,  0,     0,    1.1,  false, true,  heading, red},
        {"award_name",        26, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"award_text",        18, regular,     center,  0,     3,    1.25, false, false, paragraph},
        {"award_place",       15, italic,      center,  0,     0,    1.2,  false, false, paragraph},
        {"award_signer",      16, bold,        center,  0,     0,    1.2,  false, true,  paragraph},
        {"award_signer_name", 16, bold,        center,  0,     0,    1.2,  false, false, paragraph},
        {"award_register",    13, italic,      left,    0,     0,    1.25, false, false, paragraph},
        {"cell",              13, regular,     left,    0,     0,    cell_line, false, false, paragraph},
        {"cell_center",       13, regular,     center,  0,     0,    cell_line, false, false, paragraph},
        {"cell_right",        13, regular,     right,   0,     0,    cell_line, false, false, paragraph},
        {"cell_head",         13, bold,        center,  0,     0,    cell_line, false, false, paragraph},
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
