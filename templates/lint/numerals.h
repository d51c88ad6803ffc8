// Numbers written in Vietnamese words, read back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::templates::lint {

// "Mười tám triệu đồng" is 18000000. Nothing when a word is no numeral.
std::optional<std::int64_t> number_in_words(std::string_view words);

// "18.000.000 đồng (Mười tám triệu đồng)", "05 (năm)": a figure and the words behind it.
struct FigureInWords {
    std::int64_t figure = 0;
    std::int64_t words = 0;
    std::string written;
};
std::vector<FigureInWords> figures_in_words(std::string_view text);

}  // namespace tdkt::templates::lint
