#include "workflow/calendar.h"

#include <boost/test/unit_test.hpp>

#include "server/rules.h"

using namespace tdkt;
using namespace tdkt::workflow;

namespace {

Day day(const char* text) {
    return parse_day(text).value();
}

const Calendar& calendar() {
    static const auto rules = server::load_rules();
    return rules.calendar;
}

// Working days from the day after `from` until the day before `before`.
int working_days_between(const char* from, const char* before) {
    int days = 0;
    for (auto at = day(from) + std::chrono::days{1}; at < day(before); at += std::chrono::days{1})
        days += calendar().works(at) ? 1 : 0;
    return days;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar_test)

// The rounds of the sprint: how long the office has between the closing of the
// figures and the last day on which it may propose.
BOOST_AUTO_TEST_CASE(the_rounds_leave_two_four_and_one_working_day) {
    BOOST_TEST(working_days_between("2025-10-31", "2025-11-05") == 2);
    BOOST_TEST(working_days_between("2025-11-30", "2025-12-05") == 4);
    BOOST_TEST(working_days_between("2025-12-31", "2026-01-05") == 1);
}

BOOST_AUTO_TEST_CASE(a_year_has_its_working_days) {
    const auto in_year = [](const char* last_of_before, const char* first_of_next) {
        return working_days_between(last_of_before, first_of_next);
    };
    // 261 weekdays in each, less 11 holidays on weekdays.
    BOOST_TEST(in_year("2024-12-31", "2026-01-01") == 250);
    BOOST_TEST(in_year("2025-12-31", "2027-01-01") == 250);
}

BOOST_AUTO_TEST_CASE(weekends_and_holidays_are_free) {
    for (const char* off : {"2025-11-01", "2025-11-02", "2026-01-01", "2026-02-17", "2026-04-27",
                            "2026-04-30", "2026-09-02"})
        BOOST_TEST(!calendar().works(day(off)), off);
    for (const char* on : {"2025-11-03", "2026-01-02", "2026-02-23", "2026-09-03"})
        BOOST_TEST(calendar().works(day(on)), on);
}

BOOST_AUTO_TEST_CASE(a_day_made_up_for_is_worked) {
    Calendar swapped = calendar();
    swapped.holidays.push_back(day("2026-01-02"));
    swapped.made_up.push_back(day("2026-01-10"));
    BOOST_TEST(!swapped.works(day("2026-01-02")));
    BOOST_TEST(swapped.works(day("2026-01-10")));
    BOOST_TEST(iso(swapped.after(day("2026-01-09"), 1)) == "2026-01-10");
}

BOOST_AUTO_TEST_CASE(working_days_are_counted_over_tet) {
    const auto after = [](const char* from, int n) { return iso(calendar().after(day(from), n)); };
    BOOST_TEST(after("2026-02-13", 1) == "2026-02-23");
    BOOST_TEST(after("2026-02-12", 10) == "2026-03-05");
    BOOST_TEST(after("2025-01-24", 1) == "2025-02-03");
    BOOST_TEST(after("2025-12-31", 1) == "2026-01-02");
    BOOST_TEST(after("2025-11-01", 0) == "2025-11-01");
}

BOOST_AUTO_TEST_CASE(the_nth_working_day_works_and_has_n_before_it) {
    for (auto from = day("2025-12-15"); from < day("2026-03-15"); from += std::chrono::days{1})
        for (int n = 1; n <= 12; ++n) {
            const auto to = calendar().after(from, n);
            int counted = 0;
            for (auto at = from + std::chrono::days{1}; at <= to; at += std::chrono::days{1})
                counted += calendar().works(at) ? 1 : 0;
            BOOST_TEST(counted == n);
            BOOST_TEST(calendar().works(to));
        }
}

BOOST_AUTO_TEST_CASE(dates_are_padded_as_the_decree_asks) {
    BOOST_TEST(long_date(day("2025-11-04")) == "ngày 04 tháng 11 năm 2025");
    BOOST_TEST(long_date(day("2026-01-05")) == "ngày 05 tháng 01 năm 2026");
    BOOST_TEST(long_date(day("2026-02-10")) == "ngày 10 tháng 02 năm 2026");
    BOOST_TEST(long_date(day("2026-03-09")) == "ngày 09 tháng 3 năm 2026");
    BOOST_TEST(long_date(day("2026-09-30")) == "ngày 30 tháng 9 năm 2026");
    BOOST_TEST(long_date(day("2026-12-31")) == "ngày 31 tháng 12 năm 2026");
    BOOST_TEST(short_date(day("2026-03-09")) == "09/03/2026");
    BOOST_TEST(year_of(day("2026-03-09")) == 2026);
}

BOOST_AUTO_TEST_CASE(every_day_of_many_years_is_read_as_it_is_written) {
    for (auto at = day("1945-09-02"); at < day("2100-01-01"); at += std::chrono::days{17})
        BOOST_TEST((parse_day(iso(at)) == at));
}

BOOST_AUTO_TEST_CASE(what_is_no_day_is_not_read) {
    for (const char* text :
         {"",           "2025",        "2025-1-1",         "2025-01-1",  "25-01-01",   "2025/01/01",
          "01/01/2025", "2025-02-29",  "2100-02-29",       "2025-13-01", "2025-00-10", "2025-04-31",
          "2025-01-00", "2025-01-01 ", " 025-01-01",       "+025-01-01", "2025-01-+1", "2025-0a-01",
          "-025-01-01", "2025-01-0x",  "hai không hai lăm"})
        BOOST_TEST(!parse_day(text).has_value(), text);
    BOOST_TEST(parse_day("2024-02-29").has_value());
    BOOST_TEST(!parse_day(std::string_view("2025-01-0\0", 10)).has_value());
}

BOOST_AUTO_TEST_CASE(a_day_begins_at_midnight_in_vietnam) {
    const auto midnight = start_of(day("2025-11-05"));
    BOOST_TEST(midnight == 1762275600000);  // 17:00 of the day before, UTC
    BOOST_TEST(iso(day_of(midnight)) == "2025-11-05");
    BOOST_TEST(iso(day_of(midnight - 1)) == "2025-11-04");
    BOOST_TEST(iso(day_of(midnight + 86399999)) == "2025-11-05");
    BOOST_TEST(iso(day_of(-1)) == "1970-01-01");
    BOOST_TEST(iso(day_of(-25200001)) == "1969-12-31");
}

BOOST_AUTO_TEST_CASE(an_instant_is_told_in_the_time_of_vietnam) {
    const auto midnight = start_of(day("2025-11-04"));
    BOOST_TEST(date_time(midnight) == "04/11/2025 00:00");
    BOOST_TEST(date_time(midnight + (8 * 60 + 30) * 60000 + 59999) == "04/11/2025 08:30");
    BOOST_TEST(date_time(midnight + 86399999) == "04/11/2025 23:59");
}

BOOST_AUTO_TEST_SUITE_END()
