#include "templates/paper/bonds.h"

#include <utility>

namespace tdkt::templates {
namespace {

constexpr bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

constexpr bool is_sign(char letter) {
    return letter == '(' || letter == ')' || letter == ',' || letter == '.' || letter == ';' ||
           letter == ':' || letter == '/' || letter == '"' || letter == '?' || letter == '!';
}

// Words that say which number follows, and those that a name follows.
constexpr std::string_view before_numbers[] = {
    "Điều", "điều", "khoản", "Khoản", "điểm",  "Điểm", "mục",   "Mục", "tiết", "Chương", "chương",
    "Phần", "phần", "số",    "Số",    "ngày",  "Ngày", "tháng", "năm", "quý",  "Quý",    "lần",
    "Lần",  "đợt",  "Đợt",   "hạng",  "trang", "lục",  "mẫu",   "Mẫu", "lúc"};
constexpr std::string_view before_letters[] = {"điểm", "Điểm", "tiết"};
constexpr std::string_view before_names[] = {"ông", "Ông", "bà", "Bà", "Ông/Bà", "đ/c", "Đ/c"};
constexpr std::string_view after_numbers[] = {"đồng", "nghìn", "triệu", "tỷ", "%", "mm"};

// Words of two syllables in the names of offices and councils, which a head parts into
// short lines.
constexpr std::pair<std::string_view, std::string_view> halves[] = {
    {"cơ", "sở"}, {"Thi", "đua"}, {"Khen", "thưởng"},
    {"CƠ", "SỞ"}, {"THI", "ĐUA"}, {"KHEN", "THƯỞNG"}};

template <class List>
bool among(const List& list, std::string_view word) {
    for (const auto each : list)
        if (each == word) return true;
    return false;
}

bool is_roman(std::string_view word) {
    return !word.empty() && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

bool is_letter(std::string_view word) {
    return word.size() == 1 ? word[0] >= 'a' && word[0] <= 'z' : word == "đ";
}

// Or a small letter with a mark; no name begins with one.
bool is_capital(std::string_view word) {
    const auto first = static_cast<unsigned char>(word[0]);
    return (first >= 'A' && first <= 'Z') || first >= 0xc3;
}

std::string_view bare(std::string_view word) {
    while (!word.empty() && is_sign(word.front())) word.remove_prefix(1);
    if (word.starts_with("“")) word.remove_prefix(std::string_view("“").size());
    while (!word.empty() && is_sign(word.back())) word.remove_suffix(1);
    if (word.ends_with("”")) word.remove_suffix(std::string_view("”").size());
    return word;
}

}  // namespace

bool stand_together(std::string_view before, std::string_view after) {
    if (before.empty() || after.empty()) return false;
    if (is_digit(after[0])) {
        // What ends a part of a sentence names no number: "ngoài số, 12 cá nhân".
        if (is_sign(before.back()) && before.back() != ':') return false;
        return among(before_numbers, bare(before));
    }
    if (after == "-" || after == "–") return true;  // no line begins with a dash within it
    if (is_digit(before.back())) return among(after_numbers, bare(after));
    if (is_sign(before.back())) return false;
    const auto word = bare(after);
    for (const auto& [first, second] : halves)
        if (before == first && word == second) return true;
    if (is_roman(word) && among(before_numbers, bare(before))) return true;
    if (is_letter(word)) return among(before_letters, bare(before));
    return is_capital(after) && among(before_names, bare(before));
}

}  // namespace tdkt::templates
