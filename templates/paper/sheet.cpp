#include "templates/paper/sheet.h"

#include "templates/paper/numbers.h"
#include "templates/paper/qr.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

std::string base64(std::string_view bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve(bytes.size() * 4 / 3 + 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
        };
        const unsigned bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (int i = 0; i < 4; ++i)
            out += at + static_cast<std::size_t>(i) <= bytes.size()
                       ? digits[bits >> (18 - 6 * i) & 63]
                       : '=';
    }
    return out;
}

class Writer {
  public:
    explicit Writer(const Layout& layout) : layout_(layout) {}

    std::string write() {
        out_ = "<article class=\"paper sheet\" lang=\"vi\">\n";
        for (const auto& page : layout_.pages) write(page);
        out_ += "</article>\n";
        return std::move(out_);
    }

  private:
    void write(const Page& page) {
        const auto& sheet = layout_.sheet;
        out_ += "<svg xmlns=\"http://www.w3.org/2000/svg\"";
        number(" width=\"", sheet.width / mm);
        number("mm\" height=\"", sheet.height / mm);
        number("mm\" viewBox=\"0 0 ", sheet.width);
        number(" ", sheet.height);
        out_ += "\">\n";
        for (auto i = page.first; i < page.first + page.count; ++i) {
            corner_ = corner(layout_, layout_.placed[i]);
            const auto& slab = layout_.slabs[layout_.placed[i].slab];
            write(slab, layout_.slabs[layout_.placed[i].slab + 1]);
        }
        out_ += "</svg>\n";
    }

    void write(const Slab& slab, const Slab& end) {
        for (auto i = slab.shapes; i < end.shapes; ++i) shape(layout_.shapes[i]);
        for (auto i = slab.pictures; i < end.pictures; ++i) {
            const auto& picture = layout_.pictures[i];
            const auto& element = layout_.elements[static_cast<std::size_t>(picture.element)];
            out_ += image_element(*picture.image, placed(picture.box), element.alt) + "\n";
        }
        for (auto i = slab.lines; i < end.lines; ++i) line(layout_.text.lines[i]);
        for (auto i = slab.rules; i < end.rules; ++i)
            shape({rectangle(layout_.rules[i]), black, 0});
        for (auto i = slab.codes; i < end.codes; ++i) code(layout_.codes[i]);
    }

    Box placed(Box box) const {
        box.x += corner_.x;
        box.y += corner_.y;
        return box;
    }

    void number(std::string_view before, double value) {
        out_ += before;
        append_number(out_, value);
    }

    void shape(const Shape& shape) {
        out_ += shape.thickness > 0 ? "<path fill=\"none\" stroke=\"" : "<path fill=\"";
        out_ += hex_colour(shape.colour);
        if (shape.thickness > 0) number("\" stroke-width=\"", shape.thickness);
        out_ += "\" d=\"";
        for (const auto& stroke : shape.path) {
            out_ += "MLCZ"[static_cast<int>(stroke.kind)];
            const int count = stroke.kind == Stroke::Kind::curve   ? 6
                              : stroke.kind == Stroke::Kind::close ? 0
                                                                   : 2;
            for (int i = 0; i < count; i += 2) {
                number(i > 0 ? " " : "", corner_.x + stroke.points[i]);
                number(" ", corner_.y + stroke.points[i + 1]);
            }
        }
        out_ += "\"/>\n";
    }

    void line(const Line& line) {
        if (line.count == 0) return;
        number("<text x=\"", corner_.x + line.x);
        number("\" y=\"", corner_.y + line.y);
        number("\" font-size=\"", line.size);
        if (line.stretch > 0) number("\" word-spacing=\"", line.stretch);
        if (line.colour != black) out_ += joined({"\" fill=\"", hex_colour(line.colour)});
        out_ += "\">";
        for (auto i = line.first; i < line.first + line.count; ++i) token(layout_.text.tokens[i]);
        out_ += "</text>\n";
    }

    void token(const Token& token) {
        if (token.space) out_ += ' ';
        if (!token.word) {
            number("<tspan dx=\"", token.width);
            out_ += "\"></tspan>";
            return;
        }
        constexpr std::string_view begins[] = {
            "", "<tspan font-weight=\"bold\">", "<tspan font-style=\"italic\">",
            "<tspan font-weight=\"bold\" font-style=\"italic\">"};
        out_ += begins[static_cast<std::size_t>(token.face)];
        append_escaped(out_, token.word->text);
        if (token.face != Face::regular) out_ += "</tspan>";
    }

    void code(const Code& code) {
        const auto box = placed(code.box);
        number("<svg x=\"", box.x);
        number("\" y=\"", box.y);
        number("\" width=\"", box.width);
        number("\" height=\"", box.height);
        out_ += joined({"\">", qr_svg(code.text), "</svg>\n"});
    }

    const Layout& layout_;
    Corner corner_{};
    std::string out_;
};

}  // namespace

std::string sheet_fragment(const Layout& layout) {
    return Writer(layout).write();
}

std::string image_element(const Image& image, const Box& place, std::string_view alt) {
    std::string out = "<image role=\"img\"";
    const std::pair<std::string_view, double> sides[] = {{" x=\"", place.x},
                                                         {" y=\"", place.y},
                                                         {" width=\"", place.width},
                                                         {" height=\"", place.height}};
    for (const auto& [name, value] : sides) {
        out += name;
        append_number(out, value);
        out += '"';
    }
    out += " aria-label=\"";
    append_escaped(out, alt);
    return out + joined({"\" href=\"data:", image.type, ";base64,", base64(image.source), "\"/>"});
}

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = next_letter(text, at);
        const bool control = letter < 0x20 && letter != '\n' && letter != '\t';
        if (!append_entity(out, letter) && !is_invisible(letter))
            append_letter(out, control || letter == 0x7f ? 0xfffd : letter);
    }
}

}  // namespace tdkt::templates
