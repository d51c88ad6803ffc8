#include "server/paper_file/fonts.h"

#include <algorithm>
#include <charconv>

#include "server/paper_file/cmap.h"
#include "templates/paper/text.h"

namespace tdkt::server {
namespace {

constexpr int force_bold = 1 << 18;  // of a descriptor's flags
constexpr int italic_flag = 1 << 6;
constexpr unsigned most_range = 65536;
constexpr double widest = 10;  // letter, in sizes

// "ABCDEF+Name" is a part of a font.
bool is_cut(std::string_view name) {
    if (name.size() < 8 || name[6] != '+') return false;
    for (const char c : name.substr(0, 6))
        if (c < 'A' || c > 'Z') return false;
    return true;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

double number(QPDFObjectHandle object, double otherwise = 0) {
    return object.isNumber() ? std::clamp(object.getNumericValue(), -1e6, 1e6) : otherwise;
}

unsigned code_of(QPDFObjectHandle object) {
    return static_cast<unsigned>(std::max(number(object), 0.0));
}

// What Windows' Latin letters have in the place of control characters, from 0x80.
constexpr char32_t windows[] = {0x20ac, 0x2022, 0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x2022, 0x17d,  0x2022,
                                0x2022, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x2022, 0x17e,  0x178};

std::string latin(unsigned code) {
    std::string text;
    const char32_t letter = code >= 0x80 && code < 0xa0 ? windows[code - 0x80] : code;
    if (letter >= 0x20) templates::append_letter(text, letter);
    return text;
}

// "/uni1EA1", "/u1EA1", "/A"; empty for a name that needs a list of names.
std::string letter_named(std::string_view name) {
    if (name.starts_with('/')) name.remove_prefix(1);
    if (name.size() == 1) return std::string(name);
    auto digits = name;
    if (digits.starts_with("uni"))
        digits.remove_prefix(3);
    else if (digits.starts_with('u'))
        digits.remove_prefix(1);
    else
        return {};
    unsigned letter = 0;
    const auto* end = digits.data() + digits.size();
    if (digits.size() < 4 || std::from_chars(digits.data(), end, letter, 16).ptr != end) return {};
    std::string text;
    if (letter < 0x110000) templates::append_letter(text, letter);
    return text;
}

}  // namespace

PdfFont::PdfFont(QPDFObjectHandle font) {
    if (!font.isDictionary()) return;
    auto base = font.getKey("/BaseFont");
    if (base.isName()) name_ = base.getName().substr(1);
    auto descendants = font.getKey("/DescendantFonts");
    two_bytes_ = descendants.isArray() && descendants.getArrayNItems() > 0;
    if (two_bytes_) {
        auto descendant = descendants.getArrayItem(0);
        if (descendant.isDictionary()) {
            read_looks(descendant.getKey("/FontDescriptor"));
            read_cid_widths(descendant);
        }
    } else {
        read_looks(font.getKey("/FontDescriptor"));
        read_widths(font);
        read_encoding(font);
    }
    subset_ = is_cut(name_);
    bold_ = bold_ || holds(name_, "Bold") || holds(name_, "bold");
    italic_ = italic_ || holds(name_, "Italic") || holds(name_, "Oblique");
    auto subtype = font.getKey("/Subtype");
    if (subtype.isName() && subtype.getName() == "/Type3") embedded_ = subset_ = true;
    auto cmap = font.getKey("/ToUnicode");
    if (!cmap.isStream()) return;
    const auto text = cmap.getStreamData(qpdf_dl_generalized);
    for (auto& [code, letters] :
         read_cmap({reinterpret_cast<const char*>(text->getBuffer()), text->getSize()}))
        texts_[code] = std::move(letters);
}

void PdfFont::read_looks(QPDFObjectHandle descriptor) {
    if (!descriptor.isDictionary()) return;
    for (const char* file : {"/FontFile", "/FontFile2", "/FontFile3"})
        embedded_ = embedded_ || descriptor.getKey(file).isStream();
    const auto flags = static_cast<int>(number(descriptor.getKey("/Flags")));
    bold_ = (flags & force_bold) != 0 || number(descriptor.getKey("/FontWeight")) >= 600;
    italic_ = (flags & italic_flag) != 0 || number(descriptor.getKey("/ItalicAngle")) != 0;
    default_width_ = number(descriptor.getKey("/MissingWidth"), 500) / 1000;
}

void PdfFont::read_widths(QPDFObjectHandle font) {
    auto widths = font.getKey("/Widths");
    if (!widths.isArray()) return;
    const auto first = code_of(font.getKey("/FirstChar"));
    for (int i = 0; i < widths.getArrayNItems() && i < 256; ++i)
        widths_[first + static_cast<unsigned>(i)] = number(widths.getArrayItem(i)) / 1000;
}

// [from [w w …] from to w …]
void PdfFont::read_cid_widths(QPDFObjectHandle descendant) {
    default_width_ = number(descendant.getKey("/DW"), 1000) / 1000;
    auto list = descendant.getKey("/W");
    if (!list.isArray()) return;
    const int count = list.getArrayNItems();
    unsigned left = most_range;  // ranges may come again and again
    for (int i = 0; i + 1 < count;) {
        const auto from = code_of(list.getArrayItem(i));
        auto next = list.getArrayItem(i + 1);
        if (next.isArray()) {
            for (int k = 0; k < next.getArrayNItems(); ++k)
                widths_[from + static_cast<unsigned>(k)] = number(next.getArrayItem(k)) / 1000;
            i += 2;
        } else {
            const auto to = code_of(next);
            if (i + 2 >= count || to < from || to - from >= left) return;
            left -= to - from + 1;
            const auto width = number(list.getArrayItem(i + 2)) / 1000;
            for (auto code = from; code <= to; ++code) widths_[code] = width;
            i += 3;
        }
    }
}

void PdfFont::read_encoding(QPDFObjectHandle font) {
    for (unsigned code = 0; code < 256; ++code) texts_[code] = latin(code);
    auto encoding = font.getKey("/Encoding");
    if (!encoding.isDictionary()) return;
    auto differences = encoding.getKey("/Differences");
    if (!differences.isArray()) return;
    unsigned code = 0;
    for (int i = 0; i < differences.getArrayNItems(); ++i) {
        auto item = differences.getArrayItem(i);
        if (item.isNumber())
            code = code_of(item);
        else if (item.isName()) {
            const auto letter = letter_named(item.getName());
            if (!letter.empty() && code < 256) texts_[code] = letter;
            ++code;
        }
    }
}

std::vector<Glyph> PdfFont::glyphs(std::string_view shown) const {
    std::vector<Glyph> glyphs;
    const std::size_t step = two_bytes_ ? 2 : 1;
    for (std::size_t at = 0; at + step <= shown.size(); at += step) {
        Glyph glyph;
        for (std::size_t i = 0; i < step; ++i)
            glyph.code = glyph.code << 8 | static_cast<unsigned char>(shown[at + i]);
        const auto text = texts_.find(glyph.code);
        if (text != texts_.end()) glyph.text = text->second;
        const auto width = widths_.find(glyph.code);
        glyph.width =
            std::clamp(width == widths_.end() ? default_width_ : width->second, 0.0, widest);
        glyph.blank = !two_bytes_ && glyph.code == ' ';
        glyphs.push_back(glyph);
    }
    return glyphs;
}

}  // namespace tdkt::server
