// Who may be asked, what a sheet must hold, what several say together.
#include "workflow/appraisal.h"

#include <boost/test/unit_test.hpp>
#include <random>

#include "server/rules.h"
#include "tests/support/world.h"

namespace world = tdkt::test::world;
using namespace tdkt::workflow;

namespace {

const std::vector<Criterion> criteria = {{"targets", "Chỉ tiêu", 50, {}},
                                         {"records", "Hồ sơ", 10, {}}};

Facts nomination(Id id, const std::string& name) {
    auto facts = world::sound(State::received);
    facts.nomination = id;
    facts.nominee = name;
    facts.nominee_account = 0;
    return facts;
}

Appraiser person(Id account, int place, int load = 0, Id unit = world::offices) {
    return {Capacity::office, account, unit, "Người " + std::to_string(account), "", place, load};
}

Sheet sheet(Id nomination, const Appraiser& who, SheetState state, int points = 40) {
    Sheet one;
    one.id = 100 * nomination + who.account;
    one.nomination = nomination;
    one.appraiser = who;
    one.state = state;
    one.said = {{{"targets", points, "Được"}, {"records", 7, ""}}, Conclusion::agree, ""};
    return one;
}

std::vector<std::string> messages(const Problem& problem) {
    std::vector<std::string> all;
    for (const auto& fault : problem.faults()) all.push_back(fault.message);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(appraisal_test)

BOOST_AUTO_TEST_CASE(a_draft_may_lack_what_a_sheet_that_is_handed_in_may_not) {
    Assessment said;
    BOOST_TEST(faults_of(said, criteria, false).empty());
    BOOST_TEST(faults_of(said, criteria, true).size() == 3u);
    said.marks = {{"targets", 50, ""}, {"records", 0, ""}};
    said.conclusion = Conclusion::supplement;
    BOOST_TEST_REQUIRE(faults_of(said, criteria, true).size() == 1u);
    BOOST_TEST(faults_of(said, criteria, true)[0].field == "comment");
    said.comment = "Bổ sung biên bản.";
    BOOST_TEST(faults_of(said, criteria, true).empty());
    BOOST_TEST(faults_of({{}, Conclusion::agree, ""}, {}, true).empty());
}

BOOST_AUTO_TEST_CASE(points_stay_within_their_criterion) {
    for (const int points : {-1, 51})
        BOOST_TEST(faults_of({{{"targets", points, ""}}, {}, ""}, criteria, false).size() == 1u);
    BOOST_TEST(faults_of({{{"looks", 1, ""}}, {}, ""}, criteria, false).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_digest_sees_every_field_and_no_order) {
    const auto one = sheet(3, person(5, 0), SheetState::handed_in);
    auto other = one;
    std::swap(other.said.marks[0], other.said.marks[1]);
    BOOST_TEST(canonical(one) == canonical(other));
    std::vector<Sheet> changed(8, one);
    changed[0].said.marks[0].points = 41;
    changed[1].said.marks[0].points = {};
    changed[2].said.marks[0].comment = "Được!";
    changed[3].said.conclusion = Conclusion::disagree;
    changed[4].said.comment = "x";
    changed[5].turn = 2;
    changed[6].appraiser.account = 6;
    changed[7].nomination = 4;
    for (const auto& each : changed) BOOST_TEST(canonical(each) != canonical(one));
}

BOOST_AUTO_TEST_CASE(sums_and_averages_are_exact) {
    const std::vector<Sheet> sheets = {sheet(3, person(1, 0), SheetState::handed_in, 40),
                                       sheet(3, person(2, 1), SheetState::handed_in, 41),
                                       sheet(3, person(3, 2), SheetState::handed_in, 43),
                                       sheet(3, person(4, 3), SheetState::begun, 9),
                                       sheet(3, person(5, 4), SheetState::withdrawn, 9)};
    const auto all = summary(sheets);
    BOOST_TEST((all.asked == 4 && all.handed_in == 3 && all.agree == 3));
    BOOST_TEST(all.sum == 145);
    BOOST_TEST(fraction_text(*all.average()) == "48 1/3");
    BOOST_TEST(fraction_text({1, 3}) == "1/3");
    BOOST_TEST(fraction_text({170, 2}) == "85");
    BOOST_TEST(!summary({}).average().has_value());
}

BOOST_AUTO_TEST_CASE(nobody_is_asked_about_themselves) {
    auto facts = nomination(3, "Y Thuân Niê");
    facts.nominee_account = 1;
    facts.proposer = 2;
    const std::vector<Appraiser> people = {
        person(1, 0),
        person(2, 1),
        person(3, 2, 0, world::unit),
        {Capacity::department, 0, world::unit, "Phòng", "", 3, 0}};
    for (const auto& who : people) BOOST_CHECK_THROW(to_each({&facts, 1}, {&who, 1}, {}), Problem);
    try {
        evenly({&facts, 1}, people, {}, 1);
        BOOST_ERROR("somebody concerned was asked");
    } catch (const Problem& problem) {
        const std::vector<std::string> expected = {
            "Không còn đủ người không liên quan để thẩm định Y Thuân Niê: cần 1, còn 0."};
        BOOST_TEST(messages(problem) == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(who_has_the_fewest_open_sheets_is_asked_next) {
    const std::vector<Facts> items = {nomination(1, "A"), nomination(2, "B"), nomination(3, "C")};
    const auto found = evenly(items, {person(7, 0, 2), person(8, 1, 0), person(9, 2, 0)}, {}, 1);
    std::vector<Id> asked;
    for (const auto& one : found) asked.push_back(one.appraiser.account);
    const std::vector<Id> expected = {8, 9, 8};
    BOOST_TEST(asked == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_even_share_is_even_whoever_is_in_conflict) {
    std::mt19937 dice(7);
    const auto roll = [&](int sides) {
        return static_cast<int>(dice() % static_cast<unsigned>(sides));
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<Facts> items;
        for (Id id = 1; id <= 1 + roll(12); ++id) {
            items.push_back(nomination(id, "N"));
            if (roll(3) == 0) items.back().nominee_account = 1 + roll(6);
        }
        std::vector<Appraiser> people;
        for (int i = 1; i <= 6; ++i) people.push_back(person(i, i));
        const int readers = 1 + roll(3);
        const auto found = evenly(items, people, {}, readers);
        BOOST_TEST(found.size() == items.size() * static_cast<std::size_t>(readers));
        const auto again = evenly(items, people, {}, readers);
        for (std::size_t i = 0; i < found.size(); ++i) {
            BOOST_TEST((found[i].appraiser == again[i].appraiser));
            for (std::size_t j = 0; j < i; ++j)
                BOOST_TEST((found[i].nomination != found[j].nomination ||
                            !(found[i].appraiser == found[j].appraiser)));
            for (const auto& facts : items)
                if (facts.nomination == found[i].nomination)
                    BOOST_TEST(facts.nominee_account != found[i].appraiser.account);
        }
    }
}

BOOST_AUTO_TEST_CASE(others_are_shown_after_ones_own_is_handed_in) {
    const auto mine = person(world::minh.id, 0), theirs = person(50, 1);
    auto own = sheet(3, mine, SheetState::begun);
    const auto other = sheet(3, theirs, SheetState::handed_in);
    const auto elsewhere = sheet(4, theirs, SheetState::handed_in);
    const auto shown = [&](const Sheet& one, const Actor& reader) {
        const std::vector<Sheet> all = {own, other, elsewhere};
        return is_shown(one, reader, all);
    };
    BOOST_TEST(shown(own, world::minh));
    BOOST_TEST(!shown(other, world::minh));
    BOOST_TEST(shown(elsewhere, world::minh));
    BOOST_TEST(!shown(own, world::thu));
    own.state = SheetState::handed_in;
    BOOST_TEST(shown(other, world::minh));
    BOOST_TEST(shown(own, world::thu));
    BOOST_TEST(!shown(other, world::lan));
}

BOOST_AUTO_TEST_CASE(a_department_fills_its_sheet_together) {
    Sheet one;
    one.appraiser = {Capacity::department, 0, world::offices, "Phòng", "", 0, 0};
    BOOST_TEST(is_theirs(one, world::minh));
    BOOST_TEST(!is_theirs(one, world::yen));
    BOOST_TEST(!is_theirs(one, world::lan));
}

BOOST_AUTO_TEST_CASE(the_packs_say_by_what_is_appraised_and_where_it_stands) {
    const auto rules = tdkt::server::load_rules();
    for (const auto& pack : rules.packs) {
        BOOST_TEST(pack.sheet_days > 0);
        for (const auto& award : pack.awards)
            for (const auto& criterion : award.criteria) {
                BOOST_TEST(criterion.most > 0);
                BOOST_TEST((!criterion.text.empty() && !criterion.citation.article.empty()));
            }
    }
    BOOST_TEST(most_points(rules.pack("P2").award("GIAI_DOT").criteria) == 100);
    BOOST_TEST(rules.pack("P2").award("LDTT").criteria.empty());
}

BOOST_AUTO_TEST_SUITE_END()
