#include "templates/paper/rare.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "templates/paper/numbers.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view fonts_folder = "/usr/share/fonts";
constexpr std::string_view styles_of_faces[faces] = {"-Regular", "-Bold", "-Italic", "-BoldItalic"};
constexpr std::string_view families[] = {"LiberationSerif", "DejaVuSerif", "DejaVuSans"};
using Blob = std::unique_ptr<hb_blob_t, Release>;
using FacePtr = std::unique_ptr<hb_face_t, Release>;

constexpr int thousandths = 1000;

// Tables that a PDF has no use for: it names glyphs itself.
constexpr hb_tag_t dropped[] = {
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('O', 'S', '/', '2'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('p', 'o', 's', 't')};

// Fonts of outlines that a PDF takes as FontFile2, and that may be put into papers.
bool is_usable(hb_face_t* face) {
    const Blob outlines(hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f')));
    const Blob rights(hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2')));
    unsigned length = 0;
    const auto* bytes = hb_blob_get_data(rights.get(), &length);
    constexpr unsigned forbidden = 2;  // fsType: restricted licence
    return hb_blob_get_length(outlines.get()) > 0 &&
           (length < 10 || !(static_cast<unsigned char>(bytes[9]) & forbidden));
}

// How like the face a font is, by its file: the less the better.
std::size_t distance(const std::string& path, std::size_t face) {
    const auto name = fs::path(path).stem().string();
    std::size_t found = 0;
    for (const auto family : families) {
        // DejaVu's upright fonts have no style in their names.
        if (name == joined({family, styles_of_faces[face]})) return found;
        ++found;
        if (name == joined({family, styles_of_faces[0]}) || name == family) return found;
        ++found;
    }
    return found;
}

class Library {
  public:
    Library() {
        if (fs::exists(fonts_folder))
            for (const auto& entry : fs::recursive_directory_iterator(fonts_folder))
                if (entry.is_regular_file() && entry.path().extension() == ".ttf")
                    paths_.push_back(entry.path().string());
        // The same order on every machine with the same fonts, hence the same numbers.
        std::ranges::sort(paths_);
        fonts_.resize(paths_.size());
        for (std::size_t face = 0; face < faces; ++face) {
            for (std::size_t i = 0; i < paths_.size(); ++i) order_[face].push_back(i);
            std::ranges::stable_sort(order_[face], {},
                                     [&](std::size_t i) { return distance(paths_[i], face); });
        }
    }

    const RareFont* find(Face face, char32_t letter) {
        const std::lock_guard held(mutex_);
        hb_codepoint_t glyph = 0;
        for (const auto i : order_[static_cast<std::size_t>(face)]) {
            const auto& made = font(i);
            if (made.font && hb_font_get_nominal_glyph(made.font.get(), letter, &glyph))
                return &made;
        }
        return nullptr;
    }

    const RareFont& numbered(int number) {
        const std::lock_guard held(mutex_);
        return font(static_cast<std::size_t>(number - box_font - 1));
    }

  private:
    // Opened when first asked for; without a font when the file cannot be used.
    const RareFont& font(std::size_t index) {
        auto& made = fonts_[index];
        if (made) return *made;
        made = std::make_unique<RareFont>();
        made->number = box_font + 1 + static_cast<int>(index);
        const Blob blob(hb_blob_create_from_file(paths_[index].c_str()));
        const FacePtr face(hb_face_create(blob.get(), 0));
        if (!is_usable(face.get())) return *made;
        made->units = static_cast<int>(hb_face_get_upem(face.get()));
        made->font.reset(hb_font_create(face.get()));
        hb_font_set_scale(made->font.get(), made->units, made->units);
        hb_font_make_immutable(made->font.get());
        return *made;
    }

    std::mutex mutex_;
    std::vector<std::string> paths_;
    std::vector<std::unique_ptr<RareFont>> fonts_;
    std::vector<std::size_t> order_[faces];
};

Library& library() {
    static Library made;
    return made;
}

// The same numbers of the glyphs as in the whole font, so that words that were shaped
// before need no change.
std::string cut(hb_face_t* whole, const Glyphs& glyphs) {
    const std::unique_ptr<hb_subset_input_t, decltype(&hb_subset_input_destroy)> input(
        hb_subset_input_create_or_fail(), hb_subset_input_destroy);
    if (!input) throw std::bad_alloc();
    for (const auto& [glyph, letters] : glyphs)
        hb_set_add(hb_subset_input_glyph_set(input.get()), glyph);
    for (const auto tag : dropped)
        hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), tag);
    hb_subset_input_set_flags(input.get(),
                              HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS);
    const FacePtr made(hb_subset_or_fail(whole, input.get()));
    if (!made) throw std::runtime_error("a font could not be cut");
    const Blob blob(hb_face_reference_blob(made.get()));
    unsigned length = 0;
    const char* bytes = hb_blob_get_data(blob.get(), &length);
    return {bytes, length};
}

std::string name_of(hb_face_t* face, int number) {
    char letters[64] = {};
    unsigned size = sizeof letters;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1),
                        &size, letters);
    std::string name = "TDKR";
    name += static_cast<char>('A' + number / 26 % 26);
    name += static_cast<char>('A' + number % 26);
    name += '+';
    for (const char letter : std::string_view(letters))
        if (std::isalnum(static_cast<unsigned char>(letter)) || letter == '-') name += letter;
    return name;
}

std::string widths(const RareFont& font, const Glyphs& glyphs) {
    std::string out = "[";
    for (const auto& [glyph, letters] : glyphs) {
        append_integer(out, glyph);
        out += '[';
        append_number(out,
                      static_cast<double>(hb_font_get_glyph_h_advance(font.font.get(), glyph)) *
                          thousandths / font.units);
        out += ']';
    }
    return out + "]";
}

std::string descriptor(const RareFont& font, const std::string& name, int program) {
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font.font.get(), &extents);
    const auto scaled = [&](int length) {
        return std::to_string(static_cast<std::int64_t>(length) * thousandths / font.units) + " ";
    };
    return "<</Type/FontDescriptor/FontName/" + name + "/Flags 4/FontBBox[" + scaled(-font.units) +
           scaled(extents.descender) + scaled(2 * font.units) + scaled(extents.ascender) +
           "]/ItalicAngle 0/Ascent " + scaled(extents.ascender) + "/Descent " +
           scaled(extents.descender) + "/CapHeight " + scaled(extents.ascender) +
           "/StemV 80/FontFile2 " + std::to_string(program) + " 0 R>>";
}

}  // namespace

const RareFont* rare_font(Face face, char32_t letter) {
    return library().find(face, letter);
}

int write_rare_font(Objects& objects, int number, const Glyphs& glyphs) {
    const auto& font = library().numbered(number);
    auto* const face = hb_font_get_face(font.font.get());
    const auto name = name_of(face, number);
    const int first = objects.reserve(5);
    const auto reference = [&](int offset) { return std::to_string(first + offset) + " 0 R"; };
    const auto add = [&](int offset, const std::string& words) {
        objects.begin(first + offset) += words;
        objects.end();
    };
    add(0, "<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts[" +
               reference(1) + "]/ToUnicode " + reference(4) + ">>");
    add(1, "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name +
               "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
               "/CIDToGIDMap/Identity/DW 0/FontDescriptor " +
               reference(2) + "/W" + widths(font, glyphs) + ">>");
    add(2, descriptor(font, name, first + 3));
    const auto program = cut(face, glyphs);
    objects.stream(first + 3, "/Length1 " + std::to_string(program.size()), program);
    objects.stream(first + 4, "", letters_of(glyphs, 2));
    return first;
}

std::string letters_of(const Glyphs& glyphs, int bytes) {
    constexpr int most_rows = 100;
    std::string map;
    std::string rows;
    int count = 0;
    const auto flush = [&] {
        if (count) map += std::to_string(count) + " beginbfchar\n" + rows + "endbfchar\n";
        rows.clear();
        count = 0;
    };
    for (const auto& [glyph, letters] : glyphs) {
        if (letters.empty()) continue;
        std::string code;
        append_hex(code, glyph);
        rows += "<" + code.substr(bytes == 1 ? 2 : 0) + "><";
        for (const auto letter : letters) append_utf16(rows, letter);
        rows += ">\n";
        if (++count == most_rows) flush();
    }
    flush();
    const std::string_view space = bytes == 1 ? "<00><FF>" : "<0000><FFFF>";
    return "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
           "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
           "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
           "1 begincodespacerange\n" +
           std::string(space) + "\nendcodespacerange\n" + map +
           "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace tdkt::templates
