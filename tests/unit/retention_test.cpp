#include "server/backups/retention.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "workflow/calendar.h"

using namespace tdkt;
using server::kept;
using server::parse_keep;

namespace {

constexpr std::int64_t hour = 3'600'000, day = 24 * hour;

std::int64_t at(const char* iso, int hours = 2) {
    return workflow::start_of(*workflow::parse_day(iso)) + hours * hour;
}

std::set<std::string> days(const std::set<std::int64_t>& instants) {
    std::set<std::string> list;
    for (const auto one : instants) list.insert(workflow::iso(workflow::day_of(one)));
    return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(retention_test)

BOOST_AUTO_TEST_CASE(days_weeks_and_months_are_read) {
    const auto keep = parse_keep("12m 7d 4w");
    BOOST_TEST(keep.days == 7);
    BOOST_TEST(keep.weeks == 4);
    BOOST_TEST(keep.months == 12);
    BOOST_TEST(parse_keep("30d").weeks == 0);
    for (const auto* wrong :
         {"", " ", "7", "d", "7 d", "0d", "-1d", "7d 7d", "7y", "7d,4w", "1001d"})
        BOOST_CHECK_THROW(parse_keep(wrong), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(of_a_year_of_backups_the_newest_of_each_period_stay) {
    std::vector<std::int64_t> made;
    for (auto one = at("2024-12-01"); one <= at("2025-12-10"); one += day) made.push_back(one);
    const std::set<std::string> expected = {
        // Seven days, among them the newest of its week and month.
        "2025-12-10", "2025-12-09", "2025-12-08", "2025-12-07", "2025-12-06", "2025-12-05",
        "2025-12-04",
        // The Sundays of the weeks before.
        "2025-11-30", "2025-11-23",
        // The last days of the months before.
        "2025-10-31"};
    BOOST_TEST(days(kept(made, parse_keep("7d 4w 3m"))) == expected,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_one_day_the_newest_stays) {
    const std::vector<std::int64_t> made = {at("2025-12-09", 2), at("2025-12-09", 23),
                                            at("2025-12-08", 22)};
    const std::set<std::int64_t> expected = {made[1], made[2]};
    BOOST_TEST(kept(made, parse_keep("2d")) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_day_without_a_backup_counts_for_nothing) {
    const std::vector<std::int64_t> made = {at("2025-01-05"), at("2025-06-05"), at("2025-12-05")};
    BOOST_TEST(kept(made, parse_keep("2d")).size() == 2u);
    BOOST_TEST(kept(made, parse_keep("3d")).size() == 3u);
    BOOST_TEST(kept({}, parse_keep("7d")).empty());
}

BOOST_AUTO_TEST_SUITE_END()
