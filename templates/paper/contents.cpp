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
            append_glyph(blanks_[i], cut_faces()[i].glyph(' '));
            blanks_[i] += ')';
        }
    }

    std::string write() {
        for (auto i = page_.first; i < page_.first + page_.count; ++i) {
            const auto& placed = layout_.placed[i];
            const auto& slab = layout_.slabs[placed.slab];
            const auto& end = layout_.slabs[placed.slab + 1];
            for (auto line = slab.lines; line < end.lines; ++line)
                put_line(layout_.text.lines[line], placed);
            drawings(slab, end, placed);
        }
        mark(nobody);
        artifacts();
        return std::move(out_);
    }

  private:
    static double up(double y) { return page_height - y; }

    void mark(int element) {
        if (element == marked_) return;
        if (marked_ != nobody) out_ += "ET\nEMC\n";
        marked_ = element;
        if (element == nobody) return;
        if (element == decoration) {
            out_ += "/Artifact BMC\nBT\n";
            return;
        }
        out_ += '/';
        out_ += name_of(layout_.elements[static_cast<std::size_t>(element)].structure);
        out_ += "<</MCID ";
        append_integer(out_, ids_);
        out_ += ">>BDC\nBT\n";
        marks_.push_back({element, index_, ids_++});
    }

    void put_line(const Line& line, const Placed& placed) {
        if (line.count == 0) return;
        mark(placed.repeated ? decoration : line.element);
        out_ += "1 0 0 1 ";
        append_number(out_, margin_left + line.x);
        out_ += ' ';
        append_number(out_, up(placed.y + line.y));
        out_ += " Tm\n";
        stretch_.clear();
        if (line.stretch > 0) append_number(stretch_, -line.stretch * 1000 / line.size);
        const auto* tokens = layout_.text.tokens.data() + line.first;
        select(tokens[0].face, line.size);
        out_ += '[';
        for (std::uint32_t i = 0; i < line.count; ++i) put_token(tokens[i], line.size);
        out_ += "]TJ\n";
    }

    void put_token(const Token& token, double size) {
        if (token.face != face_) {
            out_ += "]TJ\n";
            select(token.face, size);
            out_ += '[';
        }
        if (token.space) {
            out_ += blanks_[static_cast<std::size_t>(token.face)];
            out_ += stretch_;
        }
        if (token.word)
            out_ += token.word->shown;
        else
            append_number(out_, -token.width * 1000 / size);
    }

    void select(Face face, double size) {
        if (face == face_ && size == size_) return;
        face_ = face;
        size_ = size;
        out_ += "/F";
        append_integer(out_, static_cast<int>(face));
        out_ += ' ';
        append_number(out_, size);
        out_ += " Tf\n";
    }

    void drawings(const Slab& slab, const Slab& end, const Placed& placed) {
        for (auto i = slab.rules; i < end.rules; ++i) box(filled_, layout_.rules[i], placed.y);
        for (auto i = slab.borders; i < end.borders; ++i) box(drawn_, layout_.borders[i], placed.y);
        for (auto i = slab.codes; i < end.codes; ++i) {
            const auto& code = layout_.codes[i];
            filled_ += qr_rectangles(code.text, margin_left + code.box.x,
                                     up(placed.y + code.box.y + code.box.height), code.box.width);
        }
    }

    static void box(std::string& out, const Box& box, double y) {
        for (const double number :
             {margin_left + box.x, up(y + box.y + box.height), box.width, box.height}) {
            append_number(out, number);
            out += ' ';
        }
        out += "re\n";
    }

    void artifacts() {
        if (filled_.empty() && drawn_.empty() && page_.number < 2) return;
        out_ += "/Artifact BMC\n";
        if (!filled_.empty()) out_ += filled_ + "f\n";
        if (!drawn_.empty()) {
            append_number(out_, border);
            out_ += " w\n" + drawn_ + "S\n";
        }
        if (page_.number > 1) {
            const auto number = std::to_string(page_.number);
            const double width = text_points(number, Face::regular, page_number_size);
            out_ += show_text(number, Face::regular, page_number_size,
                              margin_left + (text_width - width) / 2, up(page_number_baseline));
        }
        out_ += "EMC\n";
    }

    const Layout& layout_;
    const Page& page_;
    int index_;
    std::vector<Mark>& marks_;
    std::string out_;
    std::string filled_;
    std::string drawn_;
    std::string stretch_;
    std::string blanks_[faces];
    int marked_ = nobody;
    int ids_ = 0;
    Face face_ = Face::regular;
    double size_ = 0;
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
    }
    return "P";
}

std::string page_contents(const Layout& layout, int index, std::vector<Mark>& marks) {
    return Writer(layout, index, marks).write();
}

}  // namespace tdkt::templates
