#include "templates/paper/words.h"

#include <algorithm>
#include <cstring>

#include "templates/paper/numbers.h"
#include "templates/paper/rare.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr std::size_t first_slots = 4096;
constexpr std::size_t most_words = 20'000;
constexpr std::size_t most_bytes = 8'000'000;

std::uint64_t hash_of(Face face, std::string_view text, bool plain) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    std::uint64_t hash = (text.size() * 8 + plain * 4 + static_cast<unsigned>(face) + 1) * odd;
    while (!text.empty()) {
        std::uint64_t part = 0;
        const auto size = std::min<std::size_t>(text.size(), 8);
        std::memcpy(&part, text.data(), size);
        hash = (hash ^ part) * odd;
        hash ^= hash >> 29;
        text.remove_prefix(size);
    }
    return hash;
}

constexpr char32_t drawn_as(char32_t letter) {
    return letter == 0x2011 ? U'\u2010' : letter;
}

// In any script: they stand on the letter before them.
bool is_mark_of_any(char32_t letter) {
    return letter >= 0x300 && hb_unicode_general_category(hb_unicode_funcs_get_default(), letter) ==
                                  HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK;
}

constexpr bool is_box(char32_t letter) {
    return letter >= first_box && letter < first_box + boxes;
}

// A word's letters that one font shows.
struct Stretch {
    const RareFont* font;  // null: the face
    bool boxes;
    std::u32string letters;
};

std::vector<Stretch> stretches(Word& word, bool plain) {
    const auto& face = cut_faces()[static_cast<std::size_t>(word.face)];
    std::vector<Stretch> found;
    int marks = 0;
    for (std::size_t at = 0; at < word.text.size();) {
        auto letter = drawn_as(next_letter(word.text, at));
        if (is_invisible(letter)) continue;
        marks = is_mark_of_any(letter) ? marks + 1 : 0;
        if (marks > most_marks) {
            word.unmarked = true;
            continue;
        }
        const bool box = is_box(letter) && !plain;
        const RareFont* rare = nullptr;
        if (!box && !face.glyph(letter)) {
            // Control characters are glyphs in some fonts, and letters in none.
            if (!plain && letter >= 0xa0) rare = rare_font(word.face, letter);
            if (!rare && !word.missing) word.missing = letter;
            if (!rare) letter = face.letters[face.square];
        }
        if (found.empty() || found.back().font != rare || found.back().boxes != box)
            found.push_back({rare, box, {}});
        found.back().letters += letter;
    }
    return found;
}

}  // namespace

Words::Words() : buffer_(hb_buffer_create()), slots_(first_slots) {}

const Word& Words::kept(Face face, std::string_view text, bool plain) {
    const auto hash = hash_of(face, text, plain);
    auto slot = hash & (slots_.size() - 1);
    for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1)) {
        const auto& found = *slots_[slot];
        if (found.hash == hash && found.face == face && found.text == text) return found;
    }
    auto& word = kept_.emplace_back();
    word.text = text;
    word.hash = hash;
    word.face = face;
    shape(word, plain);
    bytes_ += word.text.size() + word.shown.size() + sizeof(Word);
    slots_[slot] = &word;
    if (kept_.size() * 2 > slots_.size()) grow();
    return word;
}

void Words::grow() {
    slots_.assign(slots_.size() * 2, nullptr);
    for (auto& word : kept_) {
        auto slot = word.hash & (slots_.size() - 1);
        while (slots_[slot]) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = &word;
    }
}

void Words::tidy() {
    if (kept_.size() <= most_words && bytes_ <= most_bytes) return;
    kept_.clear();
    slots_.assign(first_slots, nullptr);
    bytes_ = 0;
}

void Words::shape(Word& word, bool plain) {
    const auto& face = cut_faces()[static_cast<std::size_t>(word.face)];
    const auto parts = stretches(word, plain);
    for (const auto& part : parts) {
        Run run;
        run.font = part.boxes  ? box_font
                   : part.font ? part.font->number
                               : static_cast<int>(word.face);
        if (part.boxes) {
            run.shown = "(";
            for (const auto letter : part.letters)
                run.shown += static_cast<char>('a' + (letter - first_box));
            run.shown += ')';
            word.width += static_cast<int>(box_width * face.units * part.letters.size());
        } else {
            hb_buffer_reset(buffer_.get());
            hb_buffer_set_content_type(buffer_.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
            for (unsigned i = 0; i < part.letters.size(); ++i)
                hb_buffer_add(buffer_.get(), part.letters[i], i);
            if (part.font)
                shape_rare(word, run, *part.font, part.letters);
            else
                shape_run(run, word);
        }
        word.runs.push_back(std::move(run));
    }
    if (parts.size() == 1 && !parts[0].font && !parts[0].boxes) {
        word.shown = std::move(word.runs[0].shown);
        word.runs.clear();
    }
}

// In the face, whose glyphs are one letter each.
void Words::shape_run(Run& run, Word& word) {
    const auto& face = cut_faces()[static_cast<std::size_t>(word.face)];
    hb_buffer_set_direction(buffer_.get(), HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_.get(), HB_SCRIPT_LATIN);
    hb_shape(face.font.get(), buffer_.get(), nullptr, 0);
    word.width += show(run, face.units, [&](unsigned glyph) { return face.widths[glyph]; });
}

// In whatever order and form its script asks for.
void Words::shape_rare(Word& word, Run& run, const RareFont& font, std::u32string_view letters) {
    hb_buffer_guess_segment_properties(buffer_.get());
    word.turned = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer_.get()));
    hb_shape(font.font.get(), buffer_.get(), nullptr, 0);
    const auto width = show(run, font.units, [&](unsigned glyph) {
        return hb_font_get_glyph_h_advance(font.font.get(), glyph);
    });
    const auto units = cut_faces()[static_cast<std::size_t>(word.face)].units;
    word.width += static_cast<int>(static_cast<std::int64_t>(width) * units / font.units);

    // A glyph says the letters from its own to the next glyph's.
    unsigned count = 0;
    const auto* glyphs = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    std::vector<std::size_t> begins;
    for (unsigned i = 0; i < count; ++i) begins.push_back(glyphs[i].cluster);
    std::ranges::sort(begins);
    for (unsigned i = 0; i < count; ++i) {
        const auto next = std::ranges::upper_bound(begins, glyphs[i].cluster);
        const auto end = next == begins.end() ? letters.size() : *next;
        const bool first = i == 0 || glyphs[i - 1].cluster != glyphs[i].cluster;
        run.glyphs.emplace_back(
            glyphs[i].codepoint,
            first ? std::u32string(letters.substr(glyphs[i].cluster, end - glyphs[i].cluster))
                  : std::u32string());
    }
}

// Appends what the buffer holds; its width in the font's units.
template <class Advance>
int Words::show(Run& run, int units, Advance advance) {
    unsigned count = 0;
    const auto* glyphs = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    int width = 0;
    bool open = false;
    for (unsigned i = 0; i < count; ++i) {
        const auto glyph = glyphs[i].codepoint;
        if (!open) run.shown += '(';
        open = true;
        append_glyph(run.shown, glyph);
        width += places[i].x_advance;
        const auto kern = advance(glyph) - places[i].x_advance;
        if (kern == 0) continue;
        run.shown += ')';
        append_number(run.shown, kern * 1000.0 / units);
        open = false;
    }
    if (open) run.shown += ')';
    return width;
}

Words& words() {
    thread_local Words store;
    return store;
}

}  // namespace tdkt::templates
