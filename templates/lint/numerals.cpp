#include "templates/lint/numerals.h"

#include "templates/lint/words.h"
#include "templates/paper/text.h"

namespace tdkt::templates::lint {
namespace {

struct Numeral {
    std::string_view word;  // in capitals
    int value;
};

constexpr Numeral units[] = {{"KHÔNG", 0}, {"MỘT", 1}, {"MỐT", 1}, {"HAI", 2}, {"BA", 3},
                             {"BỐN", 4},   {"TƯ", 4},  {"NĂM", 5}, {"LĂM", 5}, {"NHĂM", 5},
                             {"SÁU", 6},   {"BẢY", 7}, {"BẨY", 7}, {"TÁM", 8}, {"CHÍN", 9}};

constexpr std::string_view fillers[] = {"LINH", "LẺ", "ĐỒNG", "CHẴN", "VÀ"};

constexpr std::int64_t most = 1'000'000'000'000'000;

// Adds words from the left: units and tens into a group, groups into what a scale counts.
class Sum {
  public:
    // False for a word that is no numeral.
    bool add(std::string_view word) {
        for (const auto& unit : units)
            if (unit.word == word) {
                unit_ = unit.value;
                any_ = true;
                return true;
            }
        for (const auto filler : fillers)
            if (filler == word) return true;
        if (word == "MƯỜI") return take(10);
        if (word == "MƯƠI") return times(10);
        if (word == "TRĂM") return times(100);
        if (word == "NGHÌN" || word == "NGÀN") return scale(1000);
        if (word == "TRIỆU") return scale(1'000'000);
        if (word != "TỶ" && word != "TỈ") return false;
        total_ = (total_ + below_ + group_ + unit_) * 1'000'000'000;
        below_ = group_ = unit_ = 0;
        return total_ < most;
    }

    std::optional<std::int64_t> value() const {
        if (!any_) return std::nullopt;
        return total_ + below_ + group_ + unit_;
    }

  private:
    bool take(int value) {
        group_ += value;
        return any_ = true;
    }

    bool times(int scale) {
        group_ += unit_ * scale;
        unit_ = 0;
        return any_;
    }

    bool scale(std::int64_t size) {
        below_ += (group_ + unit_) * size;
        group_ = unit_ = 0;
        return any_ && below_ < most;
    }

    std::int64_t total_ = 0;
    std::int64_t below_ = 0;  // the billion
    std::int64_t group_ = 0;
    int unit_ = 0;
    bool any_ = false;
};

// The figure that ends where the bracket begins: "18.000.000 đồng ".
std::optional<std::int64_t> figure_before(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    constexpr std::string_view dong = "đồng";
    if (text.ends_with(dong)) text.remove_suffix(dong.size());
    while (text.ends_with(' ')) text.remove_suffix(1);
    auto begin = text.size();
    while (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
    if (begin > 0 && (text[begin - 1] == ',' || text[begin - 1] == '/')) return std::nullopt;
    std::size_t at = begin;
    const auto value = number_at(text, at);
    return at == text.size() ? value : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> number_in_words(std::string_view words) {
    Sum sum;
    const auto capital = capitals(words);
    for (auto word : words_of(capital)) {
        while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
        if (!sum.add(word)) return std::nullopt;
    }
    return sum.value();
}

std::vector<FigureInWords> figures_in_words(std::string_view text) {
    std::vector<FigureInWords> found;
    for (auto at = text.find('('); at != text.npos; at = text.find('(', at + 1)) {
        const auto end = text.find(')', at);
        if (end == text.npos) break;
        auto inner = text.substr(at + 1, end - at - 1);
        if (const auto said = after(inner, "ằng chữ:")) inner = *said;
        const auto figure = figure_before(text.substr(0, at));
        const auto words = figure ? number_in_words(inner) : std::nullopt;
        if (words) found.push_back({*figure, *words, std::string(inner)});
    }
    return found;
}

}  // namespace tdkt::templates::lint
