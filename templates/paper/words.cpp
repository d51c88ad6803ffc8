#include "templates/paper/words.h"

#include <cstring>

#include "templates/paper/numbers.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr std::size_t first_slots = 4096;
constexpr std::size_t most_words = 20'000;
constexpr std::size_t most_bytes = 8'000'000;

std::uint64_t hash_of(Face face, std::string_view text) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    std::uint64_t hash = (text.size() * 4 + static_cast<unsigned>(face) + 1) * odd;
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

// A ballot box is drawn as the square that it is; the face has no other.
constexpr char32_t drawn_as(char32_t letter) {
    return letter == 0x2610 ? U'\u25a1' : letter == 0x2011 ? U'\u2010' : letter;
}

}  // namespace

Words::Words() : buffer_(hb_buffer_create()), slots_(first_slots) {}

const Word& Words::word(Face face, std::string_view text) {
    const auto hash = hash_of(face, text);
    auto slot = hash & (slots_.size() - 1);
    for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1)) {
        const auto& found = *slots_[slot];
        if (found.hash == hash && found.face == face && found.text == text) return found;
    }
    auto& word = kept_.emplace_back();
    word.text = text;
    word.hash = hash;
    word.face = face;
    shape(word);
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

void Words::shape(Word& word) {
    const auto& face = cut_faces()[static_cast<std::size_t>(word.face)];
    auto* buffer = buffer_.get();
    hb_buffer_reset(buffer);
    for (std::size_t at = 0; at < word.text.size();) {
        const auto begin = static_cast<unsigned>(at);
        auto letter = drawn_as(next_letter(word.text, at));
        if (is_invisible(letter)) continue;
        if (!face.glyph(letter)) {
            if (!word.missing) word.missing = letter;
            letter = face.letters[face.square];
        }
        hb_buffer_add(buffer, letter, begin);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_shape(face.font.get(), buffer, nullptr, 0);

    unsigned count = 0;
    const auto* glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
    bool open = false;
    for (unsigned i = 0; i < count; ++i) {
        const auto glyph = glyphs[i].codepoint;
        if (!open) word.shown += '(';
        open = true;
        append_glyph(word.shown, glyph);
        word.width += places[i].x_advance;
        const auto kern = face.widths[glyph] - places[i].x_advance;
        if (kern == 0) continue;
        word.shown += ')';
        append_number(word.shown, kern * 1000.0 / face.units);
        open = false;
    }
    if (open) word.shown += ')';
}

Words& words() {
    thread_local Words store;
    return store;
}

}  // namespace tdkt::templates
