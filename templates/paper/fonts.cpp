#include "templates/paper/fonts.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tdkt::templates {
namespace {

constexpr std::string_view folders[] = {"/usr/share/fonts/truetype/liberation2",
                                        "/usr/share/fonts/truetype/liberation"};
constexpr std::string_view files[faces] = {"Regular", "Bold", "Italic", "BoldItalic"};

struct Range {
    char32_t first;
    char32_t last;
};

// Of two letters with one glyph the earlier row is what the glyph says: Đ
// before the Icelandic Ð.
constexpr Range repertoire[] = {
    {0x20, 0x7e},     {0x102, 0x103},   {0x110, 0x111},   {0x128, 0x129},   {0x168, 0x169},
    {0x1a0, 0x1a1},   {0x1af, 0x1b0},   {0x1ea0, 0x1ef9}, {0xa0, 0xff},     {0x2010, 0x2010},
    {0x2013, 0x2014}, {0x2018, 0x201e}, {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030},
    {0x2032, 0x2033}, {0x2039, 0x203a}, {0x20ab, 0x20ac}, {0x2116, 0x2116}, {0x2122, 0x2122},
    {0x2190, 0x2193}, {0x2212, 0x2212}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265},
    {0x25a0, 0x25a1}, {0x25cb, 0x25cb}, {0x25cf, 0x25cf}, {0x300, 0x303},   {0x306, 0x306},
    {0x309, 0x309},   {0x31b, 0x31b},   {0x323, 0x323},
};

constexpr char32_t square = 0x25a1;
constexpr char32_t vietnamese_proof = 0x1ec7;  // ệ

constexpr hb_tag_t unshaped[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('D', 'S', 'I', 'G'),
                                 HB_TAG('k', 'e', 'r', 'n')};
constexpr hb_tag_t unprinted[] = {HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
                                  HB_TAG('O', 'S', '/', '2'), HB_TAG('n', 'a', 'm', 'e')};

using Blob = std::unique_ptr<hb_blob_t, Release>;
using FacePtr = std::unique_ptr<hb_face_t, Release>;

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Ligatures and local forms are left out (GSUB), so that every glyph is one
// letter and the text that is copied from a paper is the text that was put in.
FacePtr cut(hb_face_t* whole, bool for_print) {
    const std::unique_ptr<hb_subset_input_t, decltype(&hb_subset_input_destroy)> input(
        hb_subset_input_create_or_fail(), hb_subset_input_destroy);
    if (!input) throw std::bad_alloc();
    auto* letters = hb_subset_input_unicode_set(input.get());
    for (const auto& range : repertoire) hb_set_add_range(letters, range.first, range.last);
    auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const auto tag : unshaped) hb_set_add(dropped, tag);
    if (for_print)
        for (const auto tag : unprinted) hb_set_add(dropped, tag);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    return FacePtr(hb_subset_or_fail(whole, input.get()));
}

std::array<int, 4> bounding_box(hb_face_t* face) {
    const Blob head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
    unsigned length = 0;
    const auto* bytes =
        reinterpret_cast<const unsigned char*>(hb_blob_get_data(head.get(), &length));
    std::array<int, 4> box{};
    for (std::size_t i = 0; i < box.size() && length >= 44; ++i)
        box[i] = static_cast<std::int16_t>(bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]);
    return box;
}

void read_glyphs(CutFace& cut_face, hb_face_t* face) {
    const auto count = hb_face_get_glyph_count(face);
    cut_face.letters.assign(count, 0);
    for (const auto& range : repertoire)
        for (auto letter = range.first; letter <= range.last; ++letter) {
            const auto glyph = cut_face.glyph(letter);
            if (glyph && !cut_face.letters[glyph]) cut_face.letters[glyph] = letter;
        }
    for (unsigned glyph = 0; glyph < count; ++glyph)
        cut_face.widths.push_back(
            static_cast<std::uint16_t>(hb_font_get_glyph_h_advance(cut_face.font.get(), glyph)));
}

CutFace load(const std::string& path) {
    const auto bytes = read_file(path);
    const Blob blob(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
    const FacePtr whole(hb_face_create(blob.get(), 0));
    const auto shaped = cut(whole.get(), false);
    const auto printed = cut(whole.get(), true);
    if (bytes.empty() || !shaped || !printed)
        throw std::runtime_error("phông chữ không đọc được: " + path);

    CutFace face;
    face.units = static_cast<int>(hb_face_get_upem(whole.get()));
    face.font.reset(hb_font_create(shaped.get()));
    hb_font_set_scale(face.font.get(), face.units, face.units);
    hb_font_make_immutable(face.font.get());
    const Blob program(hb_face_reference_blob(printed.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(program.get(), &length);
    face.program.assign(data, length);
    face.box = bounding_box(printed.get());
    read_glyphs(face, shaped.get());
    face.square = face.glyph(square);
    face.blank = face.glyph(' ');
    if (!face.glyph(vietnamese_proof) || !face.square)
        throw std::runtime_error("phông chữ không có đủ chữ tiếng Việt: " + path +
                                 "; hãy cài gói fonts-liberation2");
    return face;
}

}  // namespace

std::uint16_t CutFace::glyph(char32_t letter) const {
    hb_codepoint_t found = 0;
    return hb_font_get_nominal_glyph(font.get(), letter, &found) ? static_cast<std::uint16_t>(found)
                                                                 : std::uint16_t{0};
}

CutFaces cut_faces(const std::string& folder) {
    CutFaces cut;
    for (std::size_t i = 0; i < cut.size(); ++i)
        cut[i] = load(folder + "/LiberationSerif-" + std::string(files[i]) + ".ttf");
    return cut;
}

std::span<const std::string_view> font_folders() {
    return folders;
}

const CutFaces& cut_faces() {
    static const CutFaces cut = [] {
        for (const auto& folder : folders)
            if (std::filesystem::exists(std::string(folder) + "/LiberationSerif-Regular.ttf"))
                return cut_faces(std::string(folder));
        throw std::runtime_error(
            "không có phông chữ Liberation Serif; hãy cài gói fonts-liberation2");
    }();
    return cut;
}

}  // namespace tdkt::templates
