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

// "a, b, c". `word` makes a text of each part; an empty one is left out.
template <class Parts, class Word = std::identity>
std::string listed(Parts&& parts, std::string_view between, Word word = {}) {
    std::string list;
    for (auto&& part : parts) {
        const auto& text = std::invoke(word, part);
        if (std::string_view(text).empty()) continue;
        if (!list.empty()) list += between;
        list += text;
    }
    return list;
}

}  // namespace tdkt::workflow
