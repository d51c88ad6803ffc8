#include "templates/docx/styles.h"

#include "templates/docx/xml.h"

namespace tdkt::templates::docx {
namespace {

// What Times New Roman takes for a line, in sizes.
constexpr double natural_line = 1.15;

constexpr std::string_view beginning =
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\""
    " w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
    "<w:kern w:val=\"2\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"
    "<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/>"
    "</w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>"
    "</w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
    "<w:qFormat/></w:style>"
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
    "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr>"
    "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
    "<w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
    "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

constexpr bool is_bold(Face face) {
    return face == Face::bold || face == Face::bold_italic;
}
constexpr bool is_italic(Face face) {
    return face == Face::italic || face == Face::bold_italic;
}

// In the outline that a reader goes through; nothing for what is no heading.
std::string_view outline(Structure structure) {
    switch (structure) {
        case Structure::heading:
            return "<w:outlineLvl w:val=\"0\"/>";
        case Structure::subheading:
            return "<w:outlineLvl w:val=\"1\"/>";
        case Structure::inner_heading:
            return "<w:outlineLvl w:val=\"2\"/>";
        default:
            return {};
    }
}

void begin(std::string& out, std::string_view id, std::string_view name) {
    put(out, "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"", id,
        "\"><w:name w:val=\"", Typed{name}, "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>");
}

void append_letters(std::string& out, const Style& style) {
    out += "<w:rPr>";
    if (is_bold(style.face)) out += "<w:b/><w:bCs/>";
    if (is_italic(style.face)) out += "<w:i/><w:iCs/>";
    if (style.colour != black) put(out, "<w:color w:val=\"", colour_code(style.colour), "\"/>");
    const auto halves = std::llround(style.size * 2);
    put(out, "<w:sz w:val=\"", halves, "\"/><w:szCs w:val=\"", halves, "\"/></w:rPr>");
}

void append_style(std::string& out, const Style& style) {
    begin(out, style.name, style_name(style.name));
    out += "<w:pPr>";
    if (style.keep) out += "<w:keepNext/><w:keepLines/>";
    put(out, "<w:spacing w:before=\"", twips(style.before), "\"");
    append_pitch(out, style.size, style.line);
    out += "/>";
    if (style.indent > 0 || style.left > 0)
        put(out, "<w:ind w:left=\"", twips(style.left * mm), "\" w:firstLine=\"",
            twips(style.indent * mm), "\"/>");
    put(out, "<w:jc w:val=\"", alignment(style.align), "\"/>", outline(style.structure),
        "</w:pPr>");
    append_letters(out, style);
    out += "</w:style>";
}

// What a paper has beside its classes.
struct OwnStyle {
    std::string_view id;
    std::string_view name;
    double before;  // points
    double pitch;   // points; 0 for as much as it holds
    double size;    // points
    bool bold;
    std::string_view border;
    std::string_view align;
};

constexpr OwnStyle own_styles[] = {
    {own::rule, "Đường kẻ", rule_space_above, rule_space_below, 1, false,
     "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>",
     "center"},
    {own::signature, "Chỗ ký và đóng dấu", 0, signature_gap, 14, false, "", "center"},
    {own::mark, "Khung độ mật và độ khẩn", space_before_shown, 15.5, 13, true, "", "center"},
    {own::picture, "Hình ảnh", space_before_shown, 0, 1, false, "", "center"},
    {own::code, "Mã QR", space_before_shown, 0, 1, false, "", "left"},
    {own::gap, "Khoảng trống", 0, gap_height, 1, false, "", "left"},
    {own::page_number, "Số trang", 0, 0, page_number_size, false, "", "center"},
};

void append_style(std::string& out, const OwnStyle& style) {
    begin(out, style.id, style.name);
    put(out, "<w:pPr>", style.border, "<w:spacing w:before=\"", twips(style.before), "\"");
    if (style.pitch > 0) put(out, " w:line=\"", twips(style.pitch), "\" w:lineRule=\"exact\"");
    put(out, "/><w:jc w:val=\"", style.align, "\"/></w:pPr><w:rPr>",
        style.bold ? "<w:b/><w:bCs/>" : "", "<w:sz w:val=\"", std::llround(style.size * 2),
        "\"/><w:szCs w:val=\"", std::llround(style.size * 2), "\"/></w:rPr></w:style>");
}

std::string written() {
    std::string out(xml_head);
    out += beginning;
    for (const auto& style : styles) append_style(out, style);
    for (const auto& style : own_styles) append_style(out, style);
    return out + "</w:styles>";
}

}  // namespace

const std::string& styles_part() {
    static const auto part = written();
    return part;
}

std::string_view alignment(Align align) {
    constexpr std::string_view words[] = {"left", "center", "right", "both"};
    return words[static_cast<int>(align)];
}

void append_pitch(std::string& out, double size, double line) {
    put(out, " w:line=\"", twips(size * line), "\" w:lineRule=\"",
        line < natural_line ? "exact" : "atLeast", "\"");
}

}  // namespace tdkt::templates::docx
