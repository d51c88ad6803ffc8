#include "templates/paper/prefix.h"

#include "templates/paper/colours.h"
#include "templates/paper/fonts.h"
#include "templates/paper/numbering.h"
#include "templates/paper/numbers.h"
#include "templates/paper/objects.h"
#include "templates/paper/rare.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr std::string_view names[faces] = {"TDKTAA+LiberationSerif", "TDKTAB+LiberationSerif-Bold",
                                           "TDKTAC+LiberationSerif-Italic",
                                           "TDKTAD+LiberationSerif-BoldItalic"};

constexpr int thousandths = 1000;

struct Writer {
    std::string bytes = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    std::vector<std::uint32_t> offsets = std::vector<std::uint32_t>(object::last);

    void add(int number, const std::string& body) {
        offsets[static_cast<std::size_t>(number - 1)] = static_cast<std::uint32_t>(bytes.size());
        bytes += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }

    void add_stream(int number, const std::string& dictionary, std::string_view content) {
        const auto packed = deflated(content);
        add(number, "<<" + dictionary + "/Filter/FlateDecode/Length " +
                        std::to_string(packed.size()) + ">>stream\n" + packed + "\nendstream");
    }
};

std::string reference(int number) {
    return std::to_string(number) + " 0 R";
}

int scaled(const CutFace& face, int length) {
    return length * thousandths / face.units;
}

// Three places: readers add widths up over a whole line.
std::string widths(const CutFace& face) {
    std::string out = "[0[";
    for (const auto width : face.widths) {
        const auto exact =
            static_cast<std::int64_t>(width) * thousandths * thousandths / face.units;
        append_integer(out, exact / thousandths);
        out += '.';
        const auto rest = std::to_string(thousandths + exact % thousandths);
        out.append(rest, 1) += ' ';
    }
    return out + "]]";
}

std::string letters_of_face(const CutFace& face) {
    Glyphs glyphs;
    for (unsigned glyph = 1; glyph < face.letters.size(); ++glyph)
        if (face.letters[glyph]) glyphs[glyph] = face.letters[glyph];
    return letters_of(glyphs, 2);
}

std::string descriptor(const CutFace& face, int index, int program) {
    const bool bold = index & static_cast<int>(Face::bold);
    const bool italic = index & static_cast<int>(Face::italic);
    std::string box;
    for (const auto edge : face.box) box += std::to_string(scaled(face, edge)) + " ";
    return "<</Type/FontDescriptor/FontName/" + std::string(names[index]) + "/Flags " +
           (italic ? "70" : "6") + "/FontBBox[" + box + "]/ItalicAngle " +
           (italic ? "-16.33" : "0") + "/Ascent 891/Descent -216/CapHeight 653/StemV " +
           (bold ? "140" : "80") + "/FontFile2 " + reference(program) + ">>";
}

void add_face(Writer& writer, const CutFace& face, int index) {
    const std::string name(names[index]);
    const int font = object::font(index);
    writer.add(font, "<</Type/Font/Subtype/Type0/BaseFont/" + name +
                         "/Encoding/Identity-H/DescendantFonts[" + reference(font + 1) +
                         "]/ToUnicode " + reference(font + 4) + ">>");
    writer.add(font + 1, "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name +
                             "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                             "/CIDToGIDMap/Identity/DW 0/FontDescriptor " +
                             reference(font + 2) + "/W" + widths(face) + ">>");
    writer.add(font + 2, descriptor(face, index, font + 3));
    writer.add_stream(font + 3, "/Length1 " + std::to_string(face.program.size()), face.program);
    writer.add_stream(font + 4, "", letters_of_face(face));
}

// A box of a ballot in a font of drawings: empty, ticked, crossed.
void add_boxes(Writer& writer) {
    constexpr std::string_view square = "d0 60 w 110 -30 650 650 re S";
    constexpr std::string_view marks[boxes] = {"", " 200 320 m 380 120 l 690 640 l S",
                                               " 220 80 m 650 510 l S 650 80 m 220 510 l S"};
    const auto width = std::to_string(static_cast<int>(box_width * thousandths));
    std::string glyphs;
    std::string differences;
    std::string widths;
    Glyphs letters;
    for (int i = 0; i < boxes; ++i) {
        const int number = object::boxes + 2 + i;
        writer.add_stream(number, "", joined({width, " 0 ", square, marks[i]}));
        glyphs += "/b" + std::to_string(i) + " " + reference(number);
        differences += "/b" + std::to_string(i);
        widths += width + " ";
        letters[static_cast<unsigned>('a' + i)] = first_box + static_cast<char32_t>(i);
    }
    writer.add(object::boxes,
               "<</Type/Font/Subtype/Type3/FontBBox[0 -100 900 700]/FontMatrix[0.001 0 0 0.001 0 "
               "0]/FirstChar 97/LastChar 99/Resources<<>>/CharProcs<<" +
                   glyphs + ">>/Encoding<</Type/Encoding/Differences[97" + differences +
                   "]>>/Widths[" + widths + "]/ToUnicode " + reference(object::boxes + 1) + ">>");
    writer.add_stream(object::boxes + 1, "", letters_of(letters, 1));
}

}  // namespace

const Prefix& prefix() {
    static const Prefix made = [] {
        Writer writer;
        std::string fonts;
        for (int i = 0; i < faces; ++i) {
            add_face(writer, cut_faces()[static_cast<std::size_t>(i)], i);
            fonts += "/F" + std::to_string(i) + " " + reference(object::font(i));
        }
        add_boxes(writer);
        fonts += "/F" + std::to_string(box_font) + " " + reference(object::boxes);
        writer.add(object::resources, "<</Font<<" + fonts + ">>>>");
        writer.add_stream(object::intent, "/N 3", srgb_profile());
        return Prefix{std::move(writer.bytes), std::move(writer.offsets)};
    }();
    return made;
}

}  // namespace tdkt::templates
