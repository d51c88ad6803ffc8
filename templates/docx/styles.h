// The named styles of a DOCX: one for each class of measures.h, so that whoever edits
// the paper changes a kind of paragraph once, and some for what is no paragraph there.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "templates/paper/measures.h"

namespace tdkt::templates::docx {

struct StyleName {
    std::string_view id;    // of measures.h
    std::string_view name;  // as people read it in the list of styles
};

inline constexpr auto style_names = std::to_array<StyleName>({
    // clang-format off
    {"nation",            "Quốc hiệu"},
    {"motto",             "Tiêu ngữ"},
    {"superior",          "Cơ quan chủ quản"},
    {"organ",             "Cơ quan ban hành"},
    {"number",            "Số và ký hiệu"},
    {"place",             "Địa danh và thời gian"},
    {"title",             "Tên loại văn bản"},
    {"subject",           "Trích yếu"},
    {"authority",         "Thẩm quyền ban hành"},
    {"order",             "Chữ Quyết định"},
    {"basis",             "Căn cứ"},
    {"body",              "Đoạn văn"},
    {"heading",           "Đề mục"},
    {"addressee",         "Kính gửi"},
    {"note",              "Ghi chú dưới tên"},
    {"plain",             "Đoạn không thụt đầu dòng"},
    {"subheading",        "Đề mục nhỏ"},
    {"addressee_first",   "Kính gửi nhiều nơi"},
    {"addressee_item",    "Nơi được gửi"},
    {"signer_post",       "Chức vụ dưới chữ ký"},
    {"receivers",         "Chữ Nơi nhận"},
    {"receiver",          "Nơi nhận"},
    {"signer_title",      "Quyền hạn và chức vụ người ký"},
    {"signer_note",       "Ghi chú chỗ ký"},
    {"signer_name",       "Họ tên người ký"},
    {"small",             "Chữ nhỏ"},
    {"about",             "Trích yếu công văn"},
    {"chapter",           "Phần và chương"},
    {"chapter_title",     "Tên phần và chương"},
    {"group",             "Mục"},
    {"group_title",       "Tên mục"},
    {"article",           "Điều"},
    {"clause",            "Khoản"},
    {"point",             "Điểm"},
    {"dash",              "Gạch đầu dòng"},
    {"choice",            "Ô lựa chọn"},
    {"award_nation",      "Giấy khen: Quốc hiệu"},
    {"award_motto",       "Giấy khen: Tiêu ngữ"},
    {"award_issuer",      "Giấy khen: Người tặng"},
    {"award_verb",        "Giấy khen: Chữ Tặng"},
    {"award_kind",        "Giấy khen: Tên"},
    {"award_name",        "Giấy khen: Người được khen"},
    {"award_text",        "Giấy khen: Nội dung"},
    {"award_place",       "Giấy khen: Địa danh và thời gian"},
    {"award_signer",      "Giấy khen: Chức vụ người ký"},
    {"award_signer_name", "Giấy khen: Họ tên người ký"},
    {"award_register",    "Giấy khen: Số quyết định và sổ vàng"},
    {"cell",              "Bảng: ô chữ"},
    {"cell_center",       "Bảng: ô giữa"},
    {"cell_right",        "Bảng: ô số"},
    {"cell_head",         "Bảng: tiêu đề cột"},
    // clang-format on
});

// Word takes what follows a comma for a second name.
constexpr bool is_one_name(std::string_view name) {
    return !name.empty() && name.find_first_of(",;") == std::string_view::npos;
}

// Empty for a class that has none.
constexpr std::string_view style_name(std::string_view id) {
    for (const auto& row : style_names)
        if (row.id == id) return row.name;
    return {};
}

static_assert(
    [] {
        for (const auto& row : styles)
            if (!is_one_name(style_name(row.name))) return false;
        return style_names.size() == styles.size();
    }(),
    "a class of measures.h has no good name in a DOCX, or a name no class");

// What is no class: their ids.
namespace own {
inline constexpr std::string_view rule = "rule";
inline constexpr std::string_view signature = "signature";
inline constexpr std::string_view mark = "mark";
inline constexpr std::string_view picture = "picture";
inline constexpr std::string_view code = "code";
inline constexpr std::string_view gap = "gap";
inline constexpr std::string_view page_number = "page_number";
}  // namespace own

// The space above and below a rule, and its thickness; points. Word processors put what
// a line has more than its letters above them: to look the same a rule stands lower.
inline constexpr double rule_space_above = 3;
inline constexpr double rule_space_below = 1;
inline constexpr double rule_line = 0.75;
// Of the paragraph that stands where the format wants one and the paper has none.
inline constexpr double gap_height = 1;

// The part word/styles.xml, the same for every paper.
const std::string& styles_part();

// As w:jc has it.
std::string_view alignment(Align align);

// The line pitch as attributes of w:spacing: no less, so that a larger letter that
// somebody types is not cut, unless the lines stand closer than the font wants.
void append_pitch(std::string& out, double size, double line);

}  // namespace tdkt::templates::docx
