#include "templates/docx/shapes.h"

#include "templates/docx/xml.h"

namespace tdkt::templates::docx {
namespace {

void append_point(std::string& out, double x, double y) {
    put(out, "<a:pt x=\"", emu(x), "\" y=\"", emu(y), "\"/>");
}

void append_path(std::string& out, const Shape& shape) {
    constexpr std::string_view begins[] = {"<a:moveTo>", "<a:lnTo>", "<a:cubicBezTo>"};
    constexpr std::string_view ends[] = {"</a:moveTo>", "</a:lnTo>", "</a:cubicBezTo>"};
    for (const auto& stroke : shape.path) {
        if (stroke.kind == Stroke::Kind::close) {
            out += "<a:close/>";
            continue;
        }
        const auto kind = static_cast<std::size_t>(stroke.kind);
        const int numbers = stroke.kind == Stroke::Kind::curve ? 6 : 2;
        out += begins[kind];
        for (int i = 0; i < numbers; i += 2)
            append_point(out, stroke.points[i], stroke.points[i + 1]);
        out += ends[kind];
    }
}

void append_anchor(std::string& out, const Sheet& sheet, int id) {
    put(out,
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor distT=\"0\""
        " distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"",
        id,
        "\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
        "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"page\">"
        "<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\">"
        "<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx=\"",
        emu(sheet.width), "\" cy=\"", emu(sheet.height),
        "\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr id=\"", id,
        "\" name=\"border", id,
        "\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        " uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>"
        "<wps:cNvSpPr/>");
}

void append_geometry(std::string& out, std::span<const Shape> shapes, const Sheet& sheet) {
    const auto& first = shapes.front();
    const auto paint =
        "<a:solidFill><a:srgbClr val=\"" + colour_code(first.colour) + "\"/></a:solidFill>";
    put(out, "<wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"", emu(sheet.width), "\" cy=\"",
        emu(sheet.height),
        "\"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        "<a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"",
        emu(sheet.width), "\" h=\"", emu(sheet.height), "\"",
        first.thickness > 0 ? " fill=\"none\"" : "", ">");
    for (const auto& shape : shapes) append_path(out, shape);
    out += "</a:path></a:pathLst></a:custGeom>";
    if (first.thickness > 0)
        put(out, "<a:noFill/><a:ln w=\"", emu(first.thickness), "\">", paint,
            "<a:miter lim=\"800000\"/></a:ln>");
    else
        put(out, paint, "<a:ln><a:noFill/></a:ln>");
    out +=
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>";
}

}  // namespace

void append_shapes(std::string& out, std::span<const Shape> shapes, const Sheet& sheet,
                   int& last_id) {
    while (!shapes.empty()) {
        std::size_t alike = 1;
        while (alike < shapes.size() && shapes[alike].colour == shapes[0].colour &&
               shapes[alike].thickness == shapes[0].thickness)
            ++alike;
        append_anchor(out, sheet, ++last_id);
        append_geometry(out, shapes.first(alike), sheet);
        shapes = shapes.subspan(alike);
    }
}

}  // namespace tdkt::templates::docx
