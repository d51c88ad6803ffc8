// How numbers, money and names are written and sorted in Vietnamese.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tdkt::workflow {

std::string grouped(std::int64_t number);  // 5.000.000
std::string money(std::int64_t dong);      // 5.000.000 đồng, the blank unbreakable

// "Hai triệu năm trăm ba mươi nghìn đồng". Amounts from 0 to 999 tỷ tỷ; a
// negative amount is a programmer's mistake.
std::string money_in_words(std::int64_t dong);

// "05", "12", "148": numbers of documents have two digits at least (Decree 30, Article 15).
std::string document_number(int number);

// Sorts by given name, then middle names, then family name, each letter in the
// order a ă â b c d đ e ê … and tones ngang huyền hỏi ngã sắc nặng. Compare the
// keys as bytes. `name` is NFC.
std::string name_key(std::string_view name);

// Lower case, without marks or đ: what a search by name compares. `text` is NFC.
std::string folded(std::string_view text);

}  // namespace tdkt::workflow
