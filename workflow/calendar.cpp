#include "workflow/calendar.h"

#include <algorithm>
#include <charconv>

namespace tdkt::workflow {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::year_month_day;

constexpr auto vietnam = hours{7};

std::string padded(unsigned value, std::size_t width) {
    auto text = std::to_string(value);
    return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

std::optional<unsigned> digits(std::string_view text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

struct Civil {
    unsigned day, month, year;
};

Civil civil(Day day) {
    const year_month_day date{day};
    return {static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
            static_cast<unsigned>(static_cast<int>(date.year()))};
}

bool contains(const std::vector<Day>& list, Day day) {
    return std::find(list.begin(), list.end(), day) != list.end();
}

}  // namespace

std::optional<Day> parse_day(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {};
    const auto year = digits(iso.substr(0, 4)), month = digits(iso.substr(5, 2)),
               day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return {};
    const year_month_day date{std::chrono::year{static_cast<int>(*year)},
                              std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) return {};
    return Day{date};
}

std::string iso(Day day) {
    const auto date = civil(day);
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

Day day_of(std::int64_t at) {
    const std::chrono::sys_time<milliseconds> instant{milliseconds{at}};
    return std::chrono::floor<days>(instant + vietnam);
}

std::int64_t start_of(Day day) {
    return std::chrono::duration_cast<milliseconds>(day.time_since_epoch() - vietnam).count();
}

std::string short_date(Day day) {
    const auto date = civil(day);
    return padded(date.day, 2) + "/" + padded(date.month, 2) + "/" + padded(date.year, 4);
}

std::string long_date(Day day) {
    const auto date = civil(day);
    // Months are padded only where a digit could be written before them: 1 and 2.
    return "ngày " + padded(date.day, 2) + " tháng " + padded(date.month, date.month < 3 ? 2 : 1) +
           " năm " + std::to_string(date.year);
}

std::string date_time(std::int64_t at) {
    const auto day = day_of(at);
    const auto minutes = (at - start_of(day)) / 60000;
    return short_date(day) + " " + padded(static_cast<unsigned>(minutes / 60), 2) + ":" +
           padded(static_cast<unsigned>(minutes % 60), 2);
}

int year_of(Day day) {
    return static_cast<int>(civil(day).year);
}

bool Calendar::works(Day day) const {
    if (contains(made_up, day)) return true;
    const std::chrono::weekday weekday{day};
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
    return !contains(holidays, day);
}

Day Calendar::after(Day day, int n) const {
    while (n > 0) {
        day += days{1};
        if (works(day)) --n;
    }
    return day;
}

}  // namespace tdkt::workflow
