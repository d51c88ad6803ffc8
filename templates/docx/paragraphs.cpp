#include "templates/docx/paragraphs.h"

#include <algorithm>

#include "templates/docx/runs.h"
#include "templates/docx/styles.h"
#include "templates/docx/xml.h"
#include "templates/paper/images.h"
#include "templates/paper/qr.h"
#include "templates/paper/room.h"
#include "templates/paper/text.h"

namespace tdkt::templates::docx {
namespace {

// A line that is exactly as wide as its words may turn out a hair too narrow.
constexpr double slack = 0.5;
constexpr double slack_part = 0.01;  // of the width

void append_place(std::string& out, const Place& place) {
    put(out, "<w:framePr w:w=\"", twips(place.width), "\" w:h=\"", twips(place.height),
        "\" w:hRule=\"atLeast\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"",
        twips(place.left), "\" w:y=\"", twips(place.top), "\"/>");
}

void append_spacing(std::string& out, const Look& look) {
    if (!look.before && look.after == 0) return;
    out += "<w:spacing";
    if (look.before) put(out, " w:before=\"", twips(*look.before), "\"");
    if (look.after > 0) put(out, " w:after=\"", twips(look.after), "\"");
    out += "/>";
}

// A pitch that shrinks with its letters, and lines aligned as their box wants them.
void append_scaled(std::string& out, const Style& style, const Look& look) {
    put(out, "<w:spacing w:before=\"", twips(look.before.value_or(style.before * look.scale)),
        "\"");
    append_pitch(out, style.size * look.scale, style.line);
    out += "/>";
}

void begin(std::string& out, std::string_view style, const Look& look) {
    put(out, "<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>");
    if (look.keep_next) out += "<w:keepNext/>";
    if (look.new_page) out += "<w:pageBreakBefore/>";
    if (look.place) append_place(out, *look.place);
    out += look.border;
}

void append_sides(std::string& out, const Look& look) {
    if (look.side > 0)
        put(out, "<w:ind w:left=\"", twips(look.side), "\" w:right=\"", twips(look.side), "\"/>");
}

// Words in the middle stand in lines of about one length: what the paragraph gives up
// on either side.
double balance(Document& document, const Block& block, double width) {
    const auto lines = measure(document, block, width);
    if (block.style->align != Align::center || lines < 2 || lines > most_balanced) return 0;
    return side_of(width, document.widest);
}

void append_text(Document& document, const Block& block, double width, Look look) {
    const auto& style = *block.style;
    if (!look.as_given && look.scale == 1 && look.side == 0)
        look.side = balance(document, block, width);
    auto& out = document.out;
    begin(out, style.name, look);
    if (look.scale != 1)
        append_scaled(out, style, look);
    else
        append_spacing(out, look);
    append_sides(out, look);
    // A box aligns its lines otherwise than their class.
    if (const auto* row = templates::style(style.name); row && row->align != style.align)
        put(out, "<w:jc w:val=\"", alignment(style.align), "\"/>");
    put(out, look.section, "</w:pPr>");
    append_runs(document, block, look.scale);
    out += "</w:p>";
}

// As long as its part of the widest line above.
void append_rule(Document& document, const Block& block, double width, Look look) {
    look.side = std::max(0.0, (width - document.widest * block.share) / 2);
    begin_paragraph(document.out, own::rule, look);
    document.out += "</w:p>";
}

// The frame is the border of a paragraph that is as wide as the mark.
void append_mark(Document& document, const Block& block, double width, Look look) {
    constexpr double pitch = 15.5;
    constexpr double mark_line = 1;
    const auto& mark = *block.frame;
    // The frame is drawn along the edge; the border lies inside of it.
    const auto above = std::llround((mark.height * mm - mark_line - pitch) / 2);
    std::string border = "<w:pBdr>";
    for (const auto side : {"top", "left", "bottom", "right"})
        put(border, "<w:", side, " w:val=\"single\" w:sz=\"8\" w:space=\"",
            side[0] == 't' || side[0] == 'b' ? above : 0, "\" w:color=\"", colour_code(mark.colour),
            "\"/>");
    border += "</w:pBdr>";
    look.border = border;
    look.side = std::max(0.0, (width - mark.width * mm) / 2);
    begin_paragraph(document.out, own::mark, look);
    put(document.out, "<w:r><w:rPr><w:color w:val=\"", colour_code(mark.colour),
        "\"/></w:rPr><w:t>", Typed{mark.text}, "</w:t></w:r></w:p>");
}

void append_shown(Document& document, std::string_view style, const Look& look,
                  const std::string& relation, double width, double height,
                  std::string_view shows) {
    begin_paragraph(document.out, style, look);
    std::string drawing;
    append_picture(drawing, relation, width, height, ++document.last_id, shows);
    append_run(document.out, drawing);
    document.out += "</w:p>";
}

// What a box gives, or half a page.
Room room_for(const Document& document, double width, const Look& look) {
    if (look.place) return {width, look.highest};
    return room_in_flow(document.blocks.sheet, width);
}

void append_code(Document& document, const Block& block, double width, const Look& look) {
    const auto relation = document.media.add(qr_png(block.text), "png");
    const double side = look.scale * code_side(block.size, room_for(document, width, look));
    append_shown(document, own::code, look, relation, side, side, joined({"Mã QR: ", block.text}));
}

void append_image(Document& document, const Block& block, double width, const Look& look) {
    const Print print{document.images};
    const auto image = read_image(print, block.text);
    const auto size = image_room(image->width, image->height, {block.width, block.height},
                                 room_for(document, width, look));
    const auto relation =
        document.media.add(image->source, image->type == "image/png" ? "png" : "jpeg");
    append_shown(document, own::picture, look, relation, look.scale * size.width,
                 look.scale * size.height, block.alt);
}

}  // namespace

void begin_paragraph(std::string& out, std::string_view style, const Look& look) {
    begin(out, style, look);
    append_spacing(out, look);
    append_sides(out, look);
    put(out, look.section, "</w:pPr>");
}

void append_block(Document& document, const Block& block, double width, Look look) {
    switch (block.kind) {
        case Block::Kind::paragraph:
            return append_text(document, block, width, look);
        case Block::Kind::rule:
            return append_rule(document, block, width, look);
        case Block::Kind::signature:
            begin_paragraph(document.out, own::signature, look);
            document.out += "</w:p>";
            return;
        case Block::Kind::qr:
            return append_code(document, block, width, look);
        case Block::Kind::frame:
            return append_mark(document, block, width, look);
        case Block::Kind::image:
            return append_image(document, block, width, look);
        default:
            return;
    }
}

double side_of(double width, double widest) {
    return std::max(0.0, (width - widest) / 2 - slack - slack_part * widest);
}

void append_gap(std::string& out, double height, const Look& look) {
    begin(out, own::gap, look);
    if (height != gap_height)
        put(out, "<w:spacing w:line=\"", twips(height), "\" w:lineRule=\"exact\"/>");
    put(out, look.section, "</w:pPr></w:p>");
}

}  // namespace tdkt::templates::docx
