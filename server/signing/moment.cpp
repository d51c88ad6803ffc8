#include "server/signing/moment.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace tdkt::server {

namespace {

using namespace std::chrono;

struct Clock {
    int year;
    unsigned month, day;
    long hour, minute, second;
};

Clock in_vietnam(std::int64_t at) {
    const sys_time<milliseconds> local{milliseconds{at} + 7h};
    const auto midnight = floor<days>(local);
    const year_month_day date{midnight};
    const hh_mm_ss time{floor<seconds>(local - midnight)};
    return {int(date.year()),     unsigned(date.month()), unsigned(date.day()),
            time.hours().count(), time.minutes().count(), time.seconds().count()};
}

template <class... Values>
std::string print(const char* format, Values... values) {
    char text[64];
    const int size = std::snprintf(text, sizeof text, format, values...);
    return {text, static_cast<std::size_t>(size)};
}

// Takes `count` digits off the front of `text`; -1 when they are not there.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    for (const char digit : text.substr(0, count))
        if (digit < '0' || digit > '9') return -1;
    int value = -1;
    std::from_chars(text.data(), text.data() + count, value);
    text.remove_prefix(count);
    return value;
}

// Z, or +HH'mm' with the last mark optional.
std::optional<minutes> take_zone(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const char sign = text.front();
    text.remove_prefix(1);
    if (sign == 'Z') return minutes{0};
    if (sign != '+' && sign != '-') return std::nullopt;
    const int hour = take_digits(text, 2);
    if (!text.empty() && text.front() == '\'') text.remove_prefix(1);
    const int minute = text.empty() ? 0 : take_digits(text, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    const auto ahead = hours{hour} + minutes{minute};
    return sign == '+' ? ahead : -ahead;
}

}  // namespace

std::string pdf_date(std::int64_t at) {
    const auto t = in_vietnam(at);
    return print("D:%04d%02u%02u%02ld%02ld%02ld+07'00'", t.year, t.month, t.day, t.hour, t.minute,
                 t.second);
}

std::string printed_time(std::int64_t at) {
    const auto t = in_vietnam(at);
    return print("%02u/%02u/%04d %02ld:%02ld:%02ld +07:00", t.day, t.month, t.year, t.hour,
                 t.minute, t.second);
}

std::optional<std::int64_t> parse_pdf_date(std::string_view text) {
    if (!text.starts_with("D:")) return std::nullopt;
    text.remove_prefix(2);
    const int year_number = take_digits(text, 4);
    const int month_number = take_digits(text, 2);
    const int day_number = take_digits(text, 2);
    const int hour = take_digits(text, 2);
    const int minute = take_digits(text, 2);
    const int second = take_digits(text, 2);
    if (year_number < 1970 || month_number < 1 || day_number < 1) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return std::nullopt;
    const year_month_day date{year{year_number}, month(static_cast<unsigned>(month_number)),
                              day(static_cast<unsigned>(day_number))};
    const auto zone = take_zone(text);
    if (!date.ok() || !zone) return std::nullopt;
    const auto instant = sys_days{date} + hours{hour} + minutes{minute} + seconds{second} - *zone;
    return duration_cast<milliseconds>(instant.time_since_epoch()).count();
}

}  // namespace tdkt::server
