// Small readings of Vietnamese text that several checks share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/calendar.h"

namespace tdkt::templates::lint {

// Blanks of every kind as one blank, none at either end.
std::string plain(std::string_view text);

bool has(std::string_view text, std::string_view part);

// Letter case does not matter, marks do.
bool has_any_case(std::string_view text, std::string_view part);
bool is_same_any_case(std::string_view one, std::string_view other);

// It has letters, and all are capitals.
bool in_capitals(std::string_view text);

std::vector<std::string_view> parted(std::string_view text, char at);
std::vector<std::string_view> words_of(std::string_view text);

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The number that begins at `at`, dots between its groups left out; nothing for
// none. `at` moves behind it.
std::optional<std::int64_t> number_at(std::string_view text, std::size_t& at);

// "ngày 04 tháng 11 năm 2025", or "ngày 04/11/2025".
struct WrittenDate {
    std::size_t at = 0;
    std::size_t end = 0;
    std::string_view day;  // as written
    std::string_view month;
    bool in_words = false;
    std::optional<workflow::Day> value;  // nothing for a day that does not exist
};
std::vector<WrittenDate> dates_in(std::string_view text);

// What follows `word` in the text, leading blanks left out; nothing when it is not there.
std::optional<std::string_view> after(std::string_view text, std::string_view word);

// “text”, shortened in the middle of a long one.
std::string excerpt(std::string_view text);

}  // namespace tdkt::templates::lint
