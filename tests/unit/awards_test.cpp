#include "workflow/awards.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/world.h"

using namespace tdkt::workflow;

namespace {

// The fewest votes, found by trying: yes votes of n members hold against the
// share by cross-multiplication.
int tried(const Threshold& threshold, int members) {
    for (int yes = 0;; ++yes) {
        const int have = yes * threshold.den, want = threshold.num * members;
        if (threshold.more ? have > want : have >= want) return yes;
    }
}

Award demanding() {
    Award award;
    award.code = "CSTDCS";
    award.required = Part::report | Part::unit_minutes | Part::initiative;
    return award;
}

Rules two_packs() {
    Rules rules;
    Pack first, second;
    first.code = "P2";
    first.valid_from = *parse_day("2025-07-01");
    first.valid_to = *parse_day("2026-09-30");
    first.awards = {demanding()};
    first.clocks = {{State::received, 10}};
    second.code = "P3";
    second.valid_from = *parse_day("2026-10-01");
    second.valid_to = *parse_day("2027-02-28");
    rules.packs = {first, second};
    return rules;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(awards_test)

BOOST_AUTO_TEST_CASE(the_votes_needed_are_those_of_the_rules) {
    struct Line {
        int members, quorum, half, seventy, eighty, ninety;
    };
    const Line lines[] = {
        {5, 4, 3, 4, 4, 5},      {7, 5, 4, 5, 6, 7},       {9, 6, 5, 7, 8, 9},
        {11, 8, 6, 8, 9, 10},    {13, 9, 7, 10, 11, 12},   {15, 10, 8, 11, 12, 14},
        {17, 12, 9, 12, 14, 16}, {19, 13, 10, 14, 16, 18}, {21, 14, 11, 15, 17, 19}};
    for (const auto& line : lines) {
        BOOST_TEST_CONTEXT(line.members << " members") {
            BOOST_TEST(Pack{}.quorum(line.members) == line.quorum);
            BOOST_TEST((Threshold{500, 1000, true}.needed(line.members)) == line.half);
            BOOST_TEST((Threshold{700, 1000, false}.needed(line.members)) == line.seventy);
            BOOST_TEST((Threshold{800, 1000, false}.needed(line.members)) == line.eighty);
            BOOST_TEST((Threshold{900, 1000, false}.needed(line.members)) == line.ninety);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_threshold_is_what_trying_gives) {
    int differing = 0;
    for (int permille = 500; permille <= 1000; ++permille)
        for (int members = 1; members <= 60; ++members)
            for (const bool more : {false, true}) {
                const Threshold threshold{permille, 1000, more};
                differing += threshold.needed(members) != tried(threshold, members) ? 1 : 0;
            }
    BOOST_TEST(differing == 0);
}

BOOST_AUTO_TEST_CASE(what_floating_point_gets_wrong_is_right_here) {
    BOOST_TEST((Threshold{810, 1000, false}.needed(300)) == 243);
    BOOST_TEST((Threshold{550, 1000, false}.needed(100)) == 55);
    BOOST_TEST((Threshold{700, 1000, true}.needed(90)) == 64);
}

BOOST_AUTO_TEST_CASE(one_vote_less_than_needed_carries_nothing) {
    for (int members = 1; members <= 60; ++members)
        for (const Threshold threshold :
             {Threshold{500, 1000, true}, {800, 1000, false}, {900, 1000, false}}) {
            Count count;
            count.members = members;
            count.threshold = threshold;
            count.yes = threshold.needed(members);
            BOOST_TEST(carried(count));
            --count.yes;
            BOOST_TEST(!carried(count));
        }
}

BOOST_AUTO_TEST_CASE(two_thirds_of_all_members_make_a_quorum) {
    for (int members = 1; members <= 60; ++members) {
        const int quorum = Pack{}.quorum(members);
        BOOST_TEST(3 * quorum >= 2 * members);
        BOOST_TEST(3 * (quorum - 1) < 2 * members);
    }
}

BOOST_AUTO_TEST_CASE(missing_papers_are_named_in_their_order) {
    const auto award = demanding();
    const std::vector<std::string> all = {"Báo cáo thành tích", "Biên bản bình xét của đơn vị",
                                          "Giấy công nhận sáng kiến, đề tài"};
    BOOST_TEST(missing_parts(award, Part{}) == all, boost::test_tools::per_element());
    const std::vector<std::string> one = {"Giấy công nhận sáng kiến, đề tài"};
    BOOST_TEST(missing_parts(award, Part::report | Part::unit_minutes | Part::other) == one,
               boost::test_tools::per_element());
    BOOST_TEST(missing_parts(award, award.required).empty());
}

BOOST_AUTO_TEST_CASE(the_pack_in_force_is_found_by_its_day) {
    const auto rules = two_packs();
    const auto on = [&](const char* day) { return rules.on(*parse_day(day)).code; };
    BOOST_TEST(on("2025-07-01") == "P2");
    BOOST_TEST(on("2026-09-30") == "P2");
    BOOST_TEST(on("2026-10-01") == "P3");
    BOOST_TEST(on("2020-01-01") == "P2");
    BOOST_TEST(on("2030-01-01") == "P3");
    BOOST_CHECK_THROW(Rules{}.on(*parse_day("2025-07-01")), std::logic_error);
    BOOST_CHECK_THROW(rules.pack("P9"), std::logic_error);
    BOOST_CHECK_THROW(rules.pack("P2").award("GK"), std::logic_error);
    BOOST_TEST(rules.pack("P2").award("CSTDCS").code == "CSTDCS");
}

BOOST_AUTO_TEST_CASE(a_clock_runs_from_the_day_in_vietnam) {
    const auto rules = two_packs();
    const auto& pack = rules.pack("P2");
    const auto monday = *parse_day("2025-11-03");
    BOOST_TEST(iso(*due(rules, pack, State::received, start_of(monday))) == "2025-11-17");
    BOOST_TEST(iso(*due(rules, pack, State::received, start_of(monday) - 1)) == "2025-11-14");
    BOOST_TEST(!due(rules, pack, State::draft, start_of(monday)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
