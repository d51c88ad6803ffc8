// Words as glyphs, each shaped once and kept. Every thread has its own store, so
// that nothing waits.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "templates/paper/fonts.h"

namespace tdkt::templates {

struct RareFont;

// On one letter. HarfBuzz takes the square of their number: 100,000 took it ten seconds.
inline constexpr int most_marks = 32;

// A part of a word in one font.
struct Run {
    int font = 0;  // 0 to 3: a face, then rare.h
    std::string shown;
    std::vector<std::pair<unsigned, std::u32string>> glyphs;  // of a rare font: what they say
};

struct Word {
    std::string text;
    std::uint64_t hash = 0;
    Face face = Face::regular;
    int width = 0;          // units of the face
    std::string shown;      // operand strings of the operator TJ: (ab)12(cd)
    std::vector<Run> runs;  // instead of it, when other fonts than its face show the word
    char32_t missing = 0;   // the first letter that no font has; it shows as a square
    bool turned = false;    // its letters run to the left
    bool unmarked = false;  // some letter has more marks than can be shown
};

class Words {
  public:
    Words();

    // The word lives until tidy(). Text without blanks; a no-break blank is a letter.
    const Word& word(Face face, std::string_view text) { return kept(face, text, false); }

    // The same with nothing but the four faces, whatever the text is.
    const Word& plain_word(Face face, std::string_view text) { return kept(face, text, true); }

    // Forgets everything once much is kept. Call it between papers only.
    void tidy();

  private:
    const Word& kept(Face face, std::string_view text, bool plain);
    void shape(Word& word, bool plain);
    void shape_run(Run& run, Word& word);
    void shape_rare(Word& word, Run& run, const RareFont& font, std::u32string_view letters);
    template <class Advance>
    int show(Run& run, int units, Advance advance);
    void grow();

    std::unique_ptr<hb_buffer_t, Release> buffer_;
    std::deque<Word> kept_;
    std::vector<Word*> slots_;
    std::size_t bytes_ = 0;
};

// The store of this thread.
Words& words();

}  // namespace tdkt::templates
