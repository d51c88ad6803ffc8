#include "workflow/vietnamese.h"

#include <array>
#include <cassert>
#include <map>
#include <vector>

namespace tdkt::workflow {
namespace {

constexpr std::string_view no_break = "\u00a0";

// Each row is one letter in its six tones: ngang huyền hỏi ngã sắc nặng. The
// order of the rows is the order of the alphabet.
struct Letter {
    char plain;  // what a search folds it to
    std::array<std::string_view, 6> lower, upper;
};

constexpr Letter vowels[] = {
    {'a', {"a", "à", "ả", "ã", "á", "ạ"}, {"A", "À", "Ả", "Ã", "Á", "Ạ"}},
    {'a', {"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"}, {"Ă", "Ằ", "Ẳ", "Ẵ", "Ắ", "Ặ"}},
    {'a', {"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"}, {"Â", "Ầ", "Ẩ", "Ẫ", "Ấ", "Ậ"}},
    {'e', {"e", "è", "ẻ", "ẽ", "é", "ẹ"}, {"E", "È", "Ẻ", "Ẽ", "É", "Ẹ"}},
    {'e', {"ê", "ề", "ể", "ễ", "ế", "ệ"}, {"Ê", "Ề", "Ể", "Ễ", "Ế", "Ệ"}},
    {'i', {"i", "ì", "ỉ", "ĩ", "í", "ị"}, {"I", "Ì", "Ỉ", "Ĩ", "Í", "Ị"}},
    {'o', {"o", "ò", "ỏ", "õ", "ó", "ọ"}, {"O", "Ò", "Ỏ", "Õ", "Ó", "Ọ"}},
    {'o', {"ô", "ồ", "ổ", "ỗ", "ố", "ộ"}, {"Ô", "Ồ", "Ổ", "Ỗ", "Ố", "Ộ"}},
    {'o', {"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"}, {"Ơ", "Ờ", "Ở", "Ỡ", "Ớ", "Ợ"}},
    {'u', {"u", "ù", "ủ", "ũ", "ú", "ụ"}, {"U", "Ù", "Ủ", "Ũ", "Ú", "Ụ"}},
    {'u', {"ư", "ừ", "ử", "ữ", "ứ", "ự"}, {"Ư", "Ừ", "Ử", "Ữ", "Ứ", "Ự"}},
    {'y', {"y", "ỳ", "ỷ", "ỹ", "ý", "ỵ"}, {"Y", "Ỳ", "Ỷ", "Ỹ", "Ý", "Ỵ"}},
};

struct Weight {
    char plain;
    char letter;  // place in the alphabet
    char tone;    // '1' to '6'
};

// The place of a letter among 33: the 26, with ă â đ ê ô ơ ư after their plain
// ones. They end the ASCII table, so that signs and digits stand before letters.
char place(char plain, int extra) {
    const int doubled = (plain > 'a' ? 2 : 0) + (plain > 'd' ? 1 : 0) + (plain > 'e' ? 1 : 0) +
                        (plain > 'o' ? 2 : 0) + (plain > 'u' ? 1 : 0);
    return static_cast<char>('[' + (plain - 'a') + doubled + extra);
}

std::map<std::string_view, Weight> make_weights() {
    std::map<std::string_view, Weight> weights;
    char before = ' ';
    int extra = 0;
    for (const auto& vowel : vowels) {
        extra = vowel.plain == before ? extra + 1 : 0;
        before = vowel.plain;
        for (std::size_t tone = 0; tone < 6; ++tone) {
            const Weight weight{vowel.plain, place(vowel.plain, extra),
                                static_cast<char>('1' + tone)};
            weights[vowel.lower[tone]] = weights[vowel.upper[tone]] = weight;
        }
    }
    weights["đ"] = weights["Đ"] = {'d', place('d', 1), '1'};
    return weights;
}

std::size_t length_of(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

template <class Take>
void each_letter(std::string_view text, Take take) {
    static const auto weights = make_weights();
    for (std::size_t at = 0; at < text.size();) {
        const auto length = length_of(static_cast<unsigned char>(text[at]));
        const auto letter = text.substr(at, length);
        at += length;
        const auto found = weights.find(letter);
        const char c = letter[0];
        if (found != weights.end())
            take(letter, found->second);
        else if (c >= 'A' && c <= 'Z')
            take(letter,
                 Weight{static_cast<char>(c + 32), place(static_cast<char>(c + 32), 0), '1'});
        else if (c >= 'a' && c <= 'z')
            take(letter, Weight{c, place(c, 0), '1'});
        else
            take(letter, Weight{0, 0, '1'});
    }
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

// Letters first, tones after: Hoa, Hòa, Hoàn, as the dictionary has them.
void append_key(std::string& key, std::string_view word) {
    std::string tones;
    each_letter(word, [&](std::string_view letter, Weight weight) {
        if (weight.letter != 0)
            key += weight.letter;
        else
            key += letter;
        tones += weight.tone;
    });
    key += '\x01' + tones + '\x01';
}

constexpr std::string_view digit_words[] = {"không", "một", "hai", "ba",  "bốn",
                                            "năm",   "sáu", "bảy", "tám", "chín"};

// 0–999. `full` says the hundreds even when there are none: "không trăm linh năm".
std::string triple(int value, bool full) {
    const int hundreds = value / 100, tens = value / 10 % 10, units = value % 10;
    std::string text;
    const auto say = [&](std::string_view word) {
        if (!text.empty()) text += ' ';
        text += word;
    };
    if (hundreds > 0 || full) {
        say(digit_words[hundreds]);
        say("trăm");
    }
    if (tens == 0 && units > 0 && !text.empty()) say("linh");
    if (tens == 1) say("mười");
    if (tens > 1) {
        say(digit_words[tens]);
        say("mươi");
    }
    if (units == 0) return text;
    if (units == 1 && tens > 1)
        say("mốt");
    else if (units == 5 && tens > 0)
        say("lăm");
    else
        say(digit_words[units]);
    return text;
}

// Billions are counted like anything else: một nghìn năm trăm tỷ, chín tỷ tỷ.
// `full` says the hundreds of the first group even when there are none.
std::string words(std::int64_t number, bool full) {
    struct Scale {
        std::int64_t size;
        std::string_view name;
    };
    constexpr Scale scales[] = {{1000000000, "tỷ"}, {1000000, "triệu"}, {1000, "nghìn"}};
    std::string text;
    for (const auto& scale : scales) {
        if (number < scale.size) continue;
        const auto how_many = words(number / scale.size, full || !text.empty());
        text += (text.empty() ? "" : " ") + how_many + " " + std::string(scale.name);
        number %= scale.size;
    }
    if (number == 0) return text;
    const auto rest = triple(static_cast<int>(number), full || !text.empty());
    return text.empty() ? rest : text + " " + rest;
}

}  // namespace

std::string grouped(std::int64_t number) {
    auto text = std::to_string(number);
    const int first = number < 0 ? 1 : 0;
    for (int at = static_cast<int>(text.size()) - 3; at > first; at -= 3)
        text.insert(static_cast<std::size_t>(at), ".");
    return text;
}

std::string money(std::int64_t dong) {
    return grouped(dong) + std::string(no_break) + "đồng";
}

std::string money_in_words(std::int64_t dong) {
    assert(dong >= 0);
    auto text = dong == 0 ? std::string("không") : words(dong, /*full=*/false);
    // Every number begins with an ASCII letter, so one byte is enough.
    text[0] = static_cast<char>(text[0] - 32);
    return text + " đồng";
}

std::string document_number(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string name_key(std::string_view name) {
    const auto words = words_of(name);
    if (words.empty()) return {};
    std::string key;
    append_key(key, words.back());
    key += '\x02';
    for (std::size_t i = 1; i + 1 < words.size(); ++i) append_key(key, words[i]);
    key += '\x02';
    if (words.size() > 1) append_key(key, words.front());
    return key;
}

std::string folded(std::string_view text) {
    std::string out;
    each_letter(text, [&](std::string_view letter, Weight weight) {
        if (weight.plain != 0)
            out += weight.plain;
        else
            out += letter;
    });
    return out;
}

}  // namespace tdkt::workflow
