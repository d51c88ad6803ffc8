#include "templates/paper/prefix.h"

#include "templates/paper/colours.h"
#include "templates/paper/fonts.h"
#include "templates/paper/numbering.h"
#include "templates/paper/numbers.h"
#include "templates/paper/objects.h"

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

std::string letters_of_glyphs(const CutFace& face) {
    std::string rows;
    int count = 0;
    std::string map;
    const auto flush = [&] {
        if (count) map += std::to_string(count) + " beginbfchar\n" + rows + "endbfchar\n";
        rows.clear();
        count = 0;
    };
    for (std::size_t glyph = 1; glyph < face.letters.size(); ++glyph) {
        if (!face.letters[glyph]) continue;
        rows += '<';
        append_hex(rows, static_cast<unsigned>(glyph));
        rows += "><";
        append_hex(rows, face.letters[glyph]);
        rows += ">\n";
        if (++count == 100) flush();
    }
    flush();
    return "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
           "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
           "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
           "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n" +
           map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
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
    writer.add_stream(font + 4, "", letters_of_glyphs(face));
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
        writer.add(object::resources, "<</Font<<" + fonts + ">>>>");
        writer.add_stream(object::intent, "/N 3", srgb_profile());
        return Prefix{std::move(writer.bytes), std::move(writer.offsets)};
    }();
    return made;
}

}  // namespace tdkt::templates
