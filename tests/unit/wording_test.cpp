// Which version of an office's words is valid on a day.
#include "workflow/wording.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::workflow;

namespace {

Day day(const char* iso) {
    return *parse_day(iso);
}

Wording version(int number, const char* from) {
    Wording made;
    made.version = number;
    made.valid_from = day(from);
    return made;
}

int valid(const std::vector<Wording>& versions, const char* on) {
    const auto* found = valid_on(versions, day(on));
    return found == nullptr ? 0 : found->version;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wording_test)

BOOST_AUTO_TEST_CASE(before_the_first_version_the_programs_own_words_hold) {
    BOOST_TEST(valid({}, "2025-12-09") == 0);
    BOOST_TEST(valid({version(1, "2025-12-10")}, "2025-12-09") == 0);
    BOOST_TEST(valid({version(1, "2025-12-10")}, "2025-12-10") == 1);
}

BOOST_AUTO_TEST_CASE(a_paper_is_written_in_the_newest_words_of_its_day) {
    const std::vector<Wording> versions = {version(1, "2025-11-01"), version(2, "2025-12-01"),
                                           version(3, "2026-01-01")};
    BOOST_TEST(valid(versions, "2025-11-30") == 1);
    BOOST_TEST(valid(versions, "2025-12-31") == 2);
    BOOST_TEST(valid(versions, "2026-01-01") == 3);
    BOOST_TEST(valid({versions.rbegin(), versions.rend()}, "2025-12-31") == 2);
}

BOOST_AUTO_TEST_CASE(of_two_versions_of_one_day_the_later_holds) {
    BOOST_TEST(valid({version(1, "2025-12-01"), version(2, "2025-12-01")}, "2025-12-01") == 2);
}

BOOST_AUTO_TEST_CASE(a_version_that_holds_earlier_replaces_one_that_waits) {
    const std::vector<Wording> versions = {version(2, "2026-01-01"), version(3, "2025-12-15")};
    BOOST_TEST(valid(versions, "2025-12-20") == 3);
    BOOST_TEST(valid(versions, "2026-02-01") == 3);
}

BOOST_AUTO_TEST_CASE(everything_that_a_version_says_is_chained) {
    const auto whole = [] {
        auto made = version(1, "2025-12-01");
        made.kind = "receipt";
        made.sha256 = "abc";
        made.note = "Sửa câu cuối.";
        made.accepted = "L07";
        made.made_by = 3;
        made.made_at = 5;
        return made;
    }();
    const auto before = chained(whole, "");
    auto other = whole;
    BOOST_TEST(chained(whole, "x") != before);
    for (const auto& spoil : std::vector<void (*)(Wording&)>{
             [](Wording& w) { w.organ = 2; }, [](Wording& w) { w.kind = "minutes"; },
             [](Wording& w) { w.version = 2; }, [](Wording& w) { w.sha256 = "abd"; },
             [](Wording& w) { w.valid_from = day("2025-12-02"); },
             [](Wording& w) { w.note = "Khác."; }, [](Wording& w) { w.accepted = ""; },
             [](Wording& w) { w.made_by = 4; }, [](Wording& w) { w.made_at = 6; }}) {
        other = whole;
        spoil(other);
        BOOST_TEST(chained(other, "") != before);
    }
}

BOOST_AUTO_TEST_SUITE_END()
