#include "templates/paper/contents.h"

#include "templates/paper/numbers.h"
#include "templates/paper/qr.h"
#include "templates/paper/show.h"

namespace tdkt::templates {
namespace {

constexpr int nobody = -1;     // no marked text is open
constexpr int decoration = 0;  // the document owns no text itself

class Writer {
  public:
    Writer(const Layout& layout, int index, std::vector<Mark>& marks)
        : layout_(layout),
          page_(layout.pages[static_cast<std::size_t>(index)]),
          index_(index),
          marks_(marks) {
        out_.reserve(16'000);
        for (std::size_t i = 0; i < faces; ++i) {
            blanks_[i] = '(';
            append_glyph(blanks_[i], cut_faces()[i].blank);
            blanks_[i] += ')';
        }
    }

    std::string write() {
        for (auto i = page_.first; i < page_.first + page_.count; ++i) {
            const auto& placed = layout_.placed[i];
            const auto& slab = layout_.slabs[placed.slab];
            const auto& end = layout_.slabs[placed.slab + 1];
            corner_ = corner(layout_, placed);
            if (slab.shapes < end.shapes || slab.pictures < end.pictures) under(slab, end);
            for (auto line = slab.lines; line < end.lines; ++line)
                put_line(layout_.text.lines[line], placed);
            drawings(slab, end);
        }
        mark(nobody);
        artifacts();
        return std::move(out_);
    }

  private:
    double up(double y) const { return layout_.sheet.height - y; }

    void mark(int element) {
        if (element == marked_) return;
        if (marked_ != nobody) out_ += "ET\nEMC\n";
        marked_ = element;
        if (element == nobody) return;
        fresh_ = true;
        if (element == decoration) {
            out_ += "/Artifact BMC\nBT\n";
            return;
        }
        open_mark(element);
        out_ += "BT\n";
    }

    void open_mark(int element) {
        out_ += '/';
        out_ += name_of(layout_.elements[static_cast<std::size_t>(element)].structure);
        out_ += "<</MCID ";
        append_integer(out_, ids_);
        out_ += ">>BDC\n";
        marks_.push_back({element, index_, ids_++});
    }

    void put_line(const Line& line, const Placed& placed) {
        if (line.count == 0) return;
        mark(placed.repeated ? decoration : line.element);
        if (line.colour != colour_) append_colour(out_, colour_ = line.colour, "rg");
        // The first place of a text counts from the page's corner.
        if (!fresh_) out_ += "1 0 0 1 ";
        append_number(out_, corner_.x + line.x);
        out_ += ' ';
        append_number(out_, up(corner_.y + line.y));
        out_ += fresh_ ? " Td\n" : " Tm\n";
        fresh_ = false;
        stretch_.clear();
        if (line.stretch > 0) append_number(stretch_, -line.stretch * 1000 / line.size);
        const auto* tokens = layout_.text.tokens.data() + line.first;
        select(static_cast<int>(tokens[0].face), line.size);
        out_ += '[';
        for (std::uint32_t i = 0; i < line.count; ++i) put_token(tokens[i], line.size);
        out_ += "]TJ\n";
    }

    void put_token(const Token& token, double size) {
        switch_to(static_cast<int>(token.face), size);
        if (token.space) {
            out_ += blanks_[static_cast<std::size_t>(token.face)];
            out_ += stretch_;
        }
        if (!token.word)
            append_number(out_, -token.width * 1000 / size);
        else if (token.word->runs.empty())
            out_ += token.word->shown;
        else
            for (const auto& run : token.word->runs) {
                switch_to(run.font, size);
                out_ += run.shown;
            }
    }

    // In the middle of a line.
    void switch_to(int font, double size) {
        if (font == font_) return;
        out_ += "]TJ\n";
        select(font, size);
        out_ += '[';
    }

    void select(int font, double size) {
        if (font == font_ && size == size_) return;
        font_ = font;
        size_ = size;
        out_ += "/F";
        append_integer(out_, font);
        out_ += ' ';
        append_number(out_, size);
        out_ += " Tf\n";
    }

    // What words may stand upon.
    void under(const Slab& slab, const Slab& end) {
        mark(nobody);
        if (slab.shapes < end.shapes) {
            out_ += "/Artifact BMC\nq\n";
            for (auto i = slab.shapes; i < end.shapes; ++i)
                append_shape(out_, layout_.shapes[i], corner_.x, corner_.y, layout_.sheet.height);
            out_ += "Q\nEMC\n";
        }
        for (auto i = slab.pictures; i < end.pictures; ++i) picture(layout_.pictures[i]);
    }

    void picture(const Picture& picture) {
        open_mark(picture.element);
        out_ += "q\n";
        for (const double number :
             {picture.box.width, 0.0, 0.0, picture.box.height, corner_.x + picture.box.x,
              up(corner_.y + picture.box.y + picture.box.height)}) {
            append_number(out_, number);
            out_ += ' ';
        }
        out_ += "cm\n/I";
        std::size_t index = 0;
        while (layout_.images[index].get() != picture.image) ++index;
        append_integer(out_, static_cast<std::int64_t>(index));
        out_ += " Do\nQ\nEMC\n";
    }

    void drawings(const Slab& slab, const Slab& end) {
        for (auto i = slab.rules; i < end.rules; ++i) box(filled_, layout_.rules[i]);
        for (auto i = slab.borders; i < end.borders; ++i) box(drawn_, layout_.borders[i]);
        for (auto i = slab.codes; i < end.codes; ++i) {
            const auto& code = layout_.codes[i];
            codes_ += qr_drawing(code.text, corner_.x + code.box.x,
                                 up(corner_.y + code.box.y + code.box.height), code.box.width);
        }
    }

    void box(std::string& out, const Box& box) const {
        for (const double number :
             {corner_.x + box.x, up(corner_.y + box.y + box.height), box.width, box.height}) {
            append_number(out, number);
            out += ' ';
        }
        out += "re\n";
    }

    bool numbered() const { return page_.number > 1 && !layout_.sheet.free; }

    void artifacts() {
        if (filled_.empty() && drawn_.empty() && codes_.empty() && !numbered()) return;
        out_ += "/Artifact BMC\n";
        if (colour_ != black) append_colour(out_, colour_ = black, "rg");
        if (!filled_.empty()) out_ += filled_ + "f\n";
        out_ += codes_;
        if (!drawn_.empty()) {
            append_number(out_, table_rule);
            out_ += " w\n" + drawn_ + "S\n";
        }
        if (numbered()) {
            const auto number = std::to_string(page_.number);
            const double width = text_points(number, Face::regular, page_number_size);
            out_ += show_text(number, Face::regular, page_number_size,
                              margin_left + (layout_.sheet.text_width() - width) / 2,
                              up(page_number_baseline));
        }
        out_ += "EMC\n";
    }

    const Layout& layout_;
    const Page& page_;
    int index_;
    std::vector<Mark>& marks_;
    std::string out_;
    std::string filled_;
    std::string codes_;
    std::string drawn_;
    std::string stretch_;
    std::string blanks_[faces];
    int marked_ = nobody;
    int ids_ = 0;
    bool fresh_ = false;  // a text has just begun
    int font_ = 0;
    double size_ = 0;
    Colour colour_ = black;
    Corner corner_{};
};

}  // namespace

std::string_view name_of(Structure structure) {
    switch (structure) {
        case Structure::document:
            return "Document";
        case Structure::heading:
            return "H1";
        case Structure::subheading:
            return "H2";
        case Structure::inner_heading:
            return "H3";
        case Structure::paragraph:
            return "P";
        case Structure::table:
            return "Table";
        case Structure::row:
            return "TR";
        case Structure::head_cell:
            return "TH";
        case Structure::cell:
            return "TD";
        case Structure::figure:
            return "Figure";
    }
    return "P";
}

std::string page_contents(const Layout& layout, int index, std::vector<Mark>& marks) {
    return Writer(layout, index, marks).write();
}

}  // namespace tdkt::templates
