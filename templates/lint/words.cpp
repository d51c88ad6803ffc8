#include "templates/lint/words.h"

#include "templates/paper/text.h"
#include "workflow/texts.h"

namespace tdkt::templates::lint {
namespace {

constexpr std::size_t longest_quote = 60;

// The number of bytes of the blank that begins at `at`; 0 for no blank.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) return 1;
    for (const std::string_view blank : {"\u00a0", "\u202f", "\u2007"})
        if (text.substr(at).starts_with(blank)) return blank.size();
    return 0;
}

bool skip(std::string_view text, std::size_t& at, std::string_view part) {
    while (at < text.size() && text[at] == ' ') ++at;
    if (!text.substr(at).starts_with(part)) return false;
    at += part.size();
    return true;
}

std::string_view digits_at(std::string_view text, std::size_t& at) {
    while (at < text.size() && text[at] == ' ') ++at;
    const auto begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return text.substr(begin, at - begin);
}

int value_of(std::string_view digits) {
    int value = 0;
    for (const char digit : digits.substr(0, 6)) value = value * 10 + (digit - '0');
    return value;
}

std::optional<workflow::Day> day_of(std::string_view day, std::string_view month,
                                    std::string_view year) {
    const std::chrono::year_month_day date{
        std::chrono::year{value_of(year)},
        std::chrono::month{static_cast<unsigned>(value_of(month))},
        std::chrono::day{static_cast<unsigned>(value_of(day))}};
    if (year.size() != 4 || !date.ok()) return std::nullopt;
    return workflow::Day{date};
}

std::optional<WrittenDate> date_at(std::string_view text, std::size_t begin) {
    WrittenDate date;
    date.at = begin;
    auto at = begin + std::string_view("ngày ").size();
    date.day = digits_at(text, at);
    if (date.day.empty()) return std::nullopt;
    date.in_words = skip(text, at, "tháng ");
    if (!date.in_words && !skip(text, at, "/")) return std::nullopt;
    date.month = digits_at(text, at);
    if (date.month.empty()) return std::nullopt;
    if (!skip(text, at, date.in_words ? "năm " : "/")) return std::nullopt;
    const auto year = digits_at(text, at);
    if (year.empty()) return std::nullopt;
    date.end = at;
    date.value = day_of(date.day, date.month, year);
    return date;
}

}  // namespace

std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto blank = blank_at(text, at)) {
            if (!out.empty() && out.back() != ' ') out += ' ';
            at += blank;
        } else {
            out += text[at++];
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool has_any_case(std::string_view text, std::string_view part) {
    return has(text, part) || has(capitals(text), capitals(part));
}

bool is_same_any_case(std::string_view one, std::string_view other) {
    return one == other || capitals(one) == capitals(other);
}

bool in_capitals(std::string_view text) {
    bool letters = false;
    for (std::size_t at = 0; at < text.size() && !letters;) {
        const auto letter = next_letter(text, at);
        letters = letter > 0xbf || (letter >= 'A' && letter <= 'Z');
    }
    return letters && capitals(text) == text;
}

std::vector<std::string_view> parted(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(at, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::vector<std::string_view> words_of(std::string_view text) {
    auto words = parted(text, ' ');
    std::erase(words, std::string_view{});
    return words;
}

std::optional<std::int64_t> number_at(std::string_view text, std::size_t& at) {
    if (at >= text.size() || !is_digit(text[at])) return std::nullopt;
    std::int64_t value = 0;
    for (int digits = 0; at < text.size(); ++at) {
        const bool group = text[at] == '.' && at + 3 < text.size() && is_digit(text[at + 1]) &&
                           is_digit(text[at + 2]) && is_digit(text[at + 3]);
        if (group) continue;
        if (!is_digit(text[at])) break;
        if (++digits > 17) return std::nullopt;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

std::vector<WrittenDate> dates_in(std::string_view text) {
    std::vector<WrittenDate> dates;
    constexpr std::string_view word = "ngày ";
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
        if (const auto date = date_at(text, at)) dates.push_back(*date);
    return dates;
}

std::optional<std::string_view> after(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    if (at == text.npos) return std::nullopt;
    auto rest = text.substr(at + word.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    return rest;
}

std::string excerpt(std::string_view text) {
    std::string shown(text);
    if (text.size() > longest_quote) {
        const auto end = text.rfind(' ', longest_quote);
        const bool whole_words = end != text.npos && end >= longest_quote / 2;
        shown = whole_words ? text.substr(0, end) : workflow::opening(text, longest_quote);
        shown += "…";
    }
    return "“" + shown + "”";
}

}  // namespace tdkt::templates::lint
