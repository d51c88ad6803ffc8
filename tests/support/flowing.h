// What a reader of text out of PDF gives, as one line.
#pragma once

#include <sstream>
#include <string>

namespace tdkt::test {

// One blank between words: cells and lines break where they please.
inline std::string flowing(const std::string& text) {
    std::istringstream words(text);
    std::string line;
    for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
    return line;
}

}  // namespace tdkt::test
