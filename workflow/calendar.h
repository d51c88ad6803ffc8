// Civil dates and working days, in Vietnam's time (UTC+7, no summer time).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::workflow {

using Day = std::chrono::sys_days;

// "2025-11-04"; nothing for any other shape and for days that do not exist.
std::optional<Day> parse_day(std::string_view iso);
std::string iso(Day day);

// The day in Vietnam at an instant (UTC, milliseconds), and the day's first instant.
Day day_of(std::int64_t at);

inline constexpr std::int64_t one_day = 86'400'000;  // milliseconds
std::int64_t start_of(Day day);

std::string short_date(Day day);         // 04/11/2025
std::string long_date(Day day);          // ngày 04 tháng 11 năm 2025 (Decree 30/2020, Annex I)
std::string date_time(std::int64_t at);  // 04/11/2025 08:30
int year_of(Day day);

// Which days offices work. Weekends are off except those worked to make up for
// a day given free; holidays are data of each year with its decision.
struct Calendar {
    std::vector<Day> holidays;
    std::vector<Day> made_up;

    bool works(Day day) const;
    // The n-th working day after `day`; `day` itself when n is 0.
    Day after(Day day, int n) const;
};

}  // namespace tdkt::workflow
