#include "server/backups/retention.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <stdexcept>
#include <string>

#include "workflow/calendar.h"

namespace tdkt::server {
namespace {

using workflow::Day;

Day day(std::int64_t at) {
    return workflow::day_of(at);
}

Day week(std::int64_t at) {
    const auto of = day(at);
    return of - (std::chrono::weekday(of) - std::chrono::Monday);
}

Day month(std::int64_t at) {
    const std::chrono::year_month_day of(day(at));
    return Day(of.year() / of.month() / 1);
}

[[noreturn]] void refuse(std::string_view text) {
    throw std::invalid_argument("setting backup_keep: '" + std::string(text) +
                                "' is not as '7d 4w 12m': days, weeks, months");
}

}  // namespace

Keep parse_keep(std::string_view text) {
    Keep keep{0, 0, 0};
    for (auto rest = text; !rest.empty();) {
        const auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (word.empty()) continue;
        int number = 0;
        const auto [end, error] =
            std::from_chars(word.data(), word.data() + word.size() - 1, number);
        auto* const part = word.back() == 'd'   ? &keep.days
                           : word.back() == 'w' ? &keep.weeks
                           : word.back() == 'm' ? &keep.months
                                                : nullptr;
        if (part == nullptr || *part != 0 || error != std::errc{} ||
            end != word.data() + word.size() - 1 || number < 1 || number > 1000)
            refuse(text);
        *part = number;
    }
    if (keep.days + keep.weeks + keep.months == 0) refuse(text);
    return keep;
}

std::set<std::int64_t> kept(const std::vector<std::int64_t>& made_at, const Keep& keep) {
    auto newest_first = made_at;
    std::ranges::sort(newest_first, std::greater{});
    std::set<std::int64_t> stays;
    if (!newest_first.empty()) stays.insert(newest_first.front());
    const auto of_each = [&](Day (*period)(std::int64_t), int most) {
        std::set<Day> seen;
        for (const auto at : newest_first)
            if (static_cast<int>(seen.size()) < most && seen.insert(period(at)).second)
                stays.insert(at);
    };
    of_each(day, keep.days);
    of_each(week, keep.weeks);
    of_each(month, keep.months);
    return stays;
}

}  // namespace tdkt::server
