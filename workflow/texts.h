// What every room does with texts: their beginning, and a list of them.
#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <string_view>

namespace tdkt::workflow {

// The longest beginning of `text` (UTF-8) of at most `most` bytes that does
// not part a letter.
std::string_view opening(std::string_view text, std::size_t most);

// "a, b, c". `word` makes a text of each part.
template <class Parts, class Word = std::identity>
std::string listed(Parts&& parts, std::string_view between, Word word = {}) {
    std::string list;
    for (auto&& part : parts) {
        if (!list.empty()) list += between;
        list += std::invoke(word, part);
    }
    return list;
}

}  // namespace tdkt::workflow
