#include "templates/docx/sections.h"

#include "templates/docx/media.h"
#include "templates/docx/styles.h"
#include "templates/docx/xml.h"

namespace tdkt::templates::docx {
namespace {

constexpr std::string_view header_begin =
    "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:p><w:pPr><w:pStyle w:val=\"";
// On a free sheet everything has its place; printers complain of margins without width.
constexpr double free_margin = 5 * mm;

struct Margins {
    double top, right, bottom, left, header;  // points
};

Margins margins(const Sheet& sheet) {
    if (sheet.free) return {free_margin, free_margin, free_margin, free_margin, free_margin};
    return {margin_top, margin_right, margin_bottom, margin_left,
            page_number_baseline - page_number_size * times_ascent};
}

}  // namespace

std::string section(const Sheet& sheet, bool restarts) {
    const auto room = margins(sheet);
    std::string out = "<w:sectPr>";
    if (!sheet.free)
        put(out, "<w:headerReference w:type=\"default\" r:id=\"", header_id,
            "\"/><w:headerReference w:type=\"first\" r:id=\"", first_header_id, "\"/>");
    put(out, "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"", twips(sheet.width), "\" w:h=\"",
        twips(sheet.height), "\"", sheet.width > sheet.height ? " w:orient=\"landscape\"" : "",
        "/><w:pgMar w:top=\"", twips(room.top), "\" w:right=\"", twips(room.right),
        "\" w:bottom=\"", twips(room.bottom), "\" w:left=\"", twips(room.left), "\" w:header=\"",
        twips(room.header), "\" w:footer=\"", twips(room.header), "\" w:gutter=\"0\"/>");
    if (restarts) out += "<w:pgNumType w:start=\"1\"/>";
    if (!sheet.free) out += "<w:titlePg/>";
    return out + "</w:sectPr>";
}

Part header() {
    std::string out(xml_head);
    put(out, header_begin, own::page_number,
        "\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>"
        "</w:p></w:hdr>");
    return {"word/header.xml", std::move(out)};
}

Part first_header() {
    std::string out(xml_head);
    put(out, header_begin, own::page_number, "\"/></w:pPr></w:p></w:hdr>");
    return {"word/first_header.xml", std::move(out)};
}

}  // namespace tdkt::templates::docx
