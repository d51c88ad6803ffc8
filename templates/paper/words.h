// Words as glyphs, each shaped once and kept. Every thread has its own store, so
// that nothing waits.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/fonts.h"

namespace tdkt::templates {

struct Word {
    std::string text;
    std::uint64_t hash = 0;
    Face face = Face::regular;
    int width = 0;         // units of the face
    std::string shown;     // operand strings of the operator TJ: (ab)12(cd)
    char32_t missing = 0;  // the first letter outside the cut; it shows as a square
};

class Words {
  public:
    Words();

    // The word lives until tidy(). Text without blanks; a no-break blank is a letter.
    const Word& word(Face face, std::string_view text);

    // Forgets everything once much is kept. Call it between papers only.
    void tidy();

  private:
    void shape(Word& word);
    void grow();

    std::unique_ptr<hb_buffer_t, Release> buffer_;
    std::deque<Word> kept_;
    std::vector<Word*> slots_;
    std::size_t bytes_ = 0;
};

// The store of this thread.
Words& words();

}  // namespace tdkt::templates
