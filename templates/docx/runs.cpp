#include "templates/docx/runs.h"

#include "templates/docx/xml.h"
#include "templates/paper/reserved.h"
#include "templates/paper/text.h"

namespace tdkt::templates::docx {
namespace {

constexpr unsigned part_of(Face face, Face part) {
    return static_cast<unsigned>(face) & static_cast<unsigned>(part);
}

class Writer {
  public:
    Writer(Document& document, const Block& paragraph, double scale)
        : document_(document), out_(document.out), paragraph_(paragraph) {
        if (paragraph.colour != paragraph.style->colour)
            put(more_, "<w:color w:val=\"", colour_code(paragraph.colour), "\"/>");
        if (scale != 1) {
            const auto halves = std::llround(paragraph.style->size * scale * 2);
            put(more_, "<w:sz w:val=\"", halves, "\"/><w:szCs w:val=\"", halves, "\"/>");
        }
    }

    void write() {
        for (const auto& piece : document_.pieces(paragraph_)) write(piece);
    }

  private:
    void write(const Piece& piece) {
        switch (piece.kind) {
            case Piece::Kind::text:
                return text(piece);
            case Piece::Kind::line_end:
                out_ += "<w:r><w:br/></w:r>";
                begun_ = space_ = false;
                return;
            case Piece::Kind::field:
                return field(piece);
        }
    }

    void text(const Piece& piece) {
        std::string words;
        for (const char letter : piece.text) {
            if (is_blank(letter)) {
                space_ = begun_;
                continue;
            }
            if (space_) words += ' ';
            space_ = false;
            begun_ = true;
            words += letter;
        }
        if (!words.empty()) run(piece.face, words);
    }

    void run(Face face, std::string_view words) {
        put(out_, "<w:r>", properties(face), "<w:t xml:space=\"preserve\">", Typed{words},
            "</w:t></w:r>");
    }

    // What differs from the style: it can then be changed there.
    std::string properties(Face face) const {
        std::string inner;
        const auto own = paragraph_.style->face;
        const auto differ = [&](Face part, std::string_view name) {
            if (part_of(face, part) == part_of(own, part)) return;
            const auto off = part_of(face, part) ? "" : " w:val=\"0\"";
            put(inner, "<w:", name, off, "/><w:", name, "Cs", off, "/>");
        };
        differ(Face::bold, "b");
        differ(Face::italic, "i");
        inner += more_;
        return inner.empty() ? inner : joined({"<w:rPr>", inner, "</w:rPr>"});
    }

    // A content control: clicked once, all of its dots are typed over.
    void field(const Piece& piece) {
        const auto& row = reserved_place(piece.text);
        if (space_) run(piece.face, " ");
        space_ = false;
        begun_ = true;
        put(out_, "<w:sdt><w:sdtPr>", properties(piece.face), "<w:alias w:val=\"",
            Typed{row.handle}, "\"/><w:tag w:val=\"", Typed{piece.text}, "\"/><w:id w:val=\"",
            ++document_.last_id, "\"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>");
        run(piece.face, row.waiting);
        out_ += "</w:sdtContent></w:sdt>";
    }

    Document& document_;
    std::string& out_;
    const Block& paragraph_;
    std::string more_;    // properties of every run
    bool space_ = false;  // a blank stands before the next word
    bool begun_ = false;  // the line has a word
};

}  // namespace

void append_runs(Document& document, const Block& paragraph, double scale) {
    Writer(document, paragraph, scale).write();
}

void append_run(std::string& out, std::string_view inner) {
    put(out, "<w:r>", inner, "</w:r>");
}

}  // namespace tdkt::templates::docx
