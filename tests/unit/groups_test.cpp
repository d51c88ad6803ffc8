// A step on several nominations at once: of a dossier, of a meeting, of a decision.
#include <boost/test/unit_test.hpp>

#include "tests/support/world.h"

namespace world = tdkt::test::world;
using namespace tdkt::workflow;

namespace {

const std::string why = "Theo ý kiến của Thường trực Hội đồng.";

// As many as there are states, numbered from 1 and named after their numbers.
std::vector<Facts> group_of(const std::vector<State>& states) {
    std::vector<Facts> group;
    for (const auto state : states) {
        auto facts = world::sound(state);
        facts.nomination = static_cast<Id>(group.size() + 1);
        facts.nominee = "Người thứ " + std::to_string(facts.nomination);
        group.push_back(facts);
    }
    return group;
}

std::vector<Id> moved(const std::vector<Facts>& group, const Actor& actor, Event event,
                      Through through) {
    std::vector<Id> ids;
    for (const auto& step : decide(group, actor, event, through, why)) {
        BOOST_TEST((step.row->from == group[static_cast<std::size_t>(step.nomination) - 1].state));
        ids.push_back(step.nomination);
    }
    return ids;
}

// The kind of the refusal, and what it says; the test fails when there is none.
Problem refusal(const std::vector<Facts>& group, const Actor& actor, Event event, Through through) {
    try {
        decide(group, actor, event, through, why);
    } catch (const Problem& problem) {
        BOOST_TEST(world::is_vietnamese_sentence(problem.what()));
        return problem;
    }
    throw std::logic_error("the step was taken");
}

using Ids = std::vector<Id>;
constexpr auto each = boost::test_tools::per_element();

// What is offered without a lack can be taken; what is offered with one is
// blocked by just that; what is not offered is refused.
void compare_offers(const std::vector<Facts>& group, const Actor& actor, Through through) {
    const auto offered = choices(group, actor, through);
    for (const auto& event : names<Event>) {
        const auto choice = std::ranges::find(offered, event.value, &Choice::event);
        std::optional<Problem> problem;
        std::vector<Step> steps;
        try {
            steps = decide(group, actor, event.value, through, why);
        } catch (const Problem& refused) {
            problem = refused;
        }
        if (choice == offered.end()) {
            BOOST_TEST(problem.has_value(), event.code << " was not offered and could be taken");
        } else if (choice->lacking.empty()) {
            BOOST_TEST(!problem.has_value(), event.code << " was offered and refused");
            BOOST_TEST(!steps.empty());
        } else {
            BOOST_TEST_REQUIRE(problem.has_value());
            BOOST_TEST((problem->kind() == Kind::blocked));
            BOOST_TEST(problem->faults().size() == choice->lacking.size());
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(groups_test)

BOOST_AUTO_TEST_CASE(what_is_offered_can_be_taken_and_nothing_else) {
    for (const auto& row : transitions)
        for (const auto& role : names<Role>)
            for (const auto& through : names<Through>)
                compare_offers({world::ready_for(row)}, world::somebody(role.value), through.value);
}

BOOST_AUTO_TEST_CASE(what_is_offered_to_a_mixed_group_can_be_taken) {
    for (const auto& a : names<State>)
        for (const auto& b : names<State>)
            for (const auto& role : names<Role>)
                for (const auto& through : names<Through>) {
                    auto group = group_of({a.value, b.value});
                    compare_offers(group, world::somebody(role.value), through.value);
                    group[1].suspension = "Có đơn khiếu nại.";
                    compare_offers(group, world::somebody(role.value), through.value);
                }
}

BOOST_AUTO_TEST_CASE(an_empty_group_is_offered_nothing) {
    for (const auto& through : names<Through>)
        for (const auto& event : names<Event>) {
            BOOST_TEST(choices({}, world::toan, through.value).empty());
            const auto problem = refusal({}, world::toan, event.value, through.value);
            BOOST_TEST((problem.kind() == Kind::forbidden));
        }
}

BOOST_AUTO_TEST_CASE(of_a_dossier_those_move_for_which_the_event_is_open) {
    const auto group = group_of({State::received, State::returned, State::received});
    BOOST_TEST(moved(group, world::minh, Event::send_back, Through::dossier) == Ids({1, 3}), each);
    BOOST_TEST(moved(group, world::ha, Event::submit, Through::dossier) == Ids({2}), each);
}

BOOST_AUTO_TEST_CASE(of_a_dossier_the_suspended_stay_behind) {
    auto group = group_of({State::submitted, State::submitted, State::submitted});
    group[1].suspension = "Có đơn khiếu nại.";
    BOOST_TEST(moved(group, world::minh, Event::receive, Through::dossier) == Ids({1, 3}), each);
    BOOST_TEST(moved(group, world::minh, Event::suspend, Through::dossier) == Ids({1, 3}), each);
    BOOST_TEST(moved(group, world::minh, Event::resume, Through::dossier) == Ids({2}), each);
}

BOOST_AUTO_TEST_CASE(of_a_meeting_the_suspended_stay_behind) {
    auto group = group_of({State::voting, State::voting});
    group[0].suspension = "Có đơn khiếu nại.";
    BOOST_TEST(moved(group, world::thu, Event::declare, Through::meeting) == Ids({2}), each);
}

BOOST_AUTO_TEST_CASE(where_all_are_suspended_it_is_said) {
    auto group = group_of({State::submitted, State::submitted});
    for (auto& facts : group) facts.suspension = "Có đơn khiếu nại.";
    const auto problem = refusal(group, world::minh, Event::receive, Through::dossier);
    BOOST_TEST((problem.kind() == Kind::blocked));
    BOOST_TEST_REQUIRE(problem.faults().size() == 1u);
    BOOST_TEST(problem.faults()[0].message == "Tất cả đang tạm dừng xét.");
}

BOOST_AUTO_TEST_CASE(one_that_lacks_something_stops_the_act_and_is_named) {
    auto group = group_of({State::draft, State::draft});
    group[1].missing_parts = {"Báo cáo thành tích"};
    const auto problem = refusal(group, world::ha, Event::submit, Through::dossier);
    BOOST_TEST((problem.kind() == Kind::blocked));
    BOOST_TEST_REQUIRE(problem.faults().size() == 1u);
    BOOST_TEST(problem.faults()[0].message == "Người thứ 2: Còn thiếu: Báo cáo thành tích.");
}

BOOST_AUTO_TEST_CASE(a_meeting_may_carry_one_and_not_another) {
    auto group = group_of({State::voting, State::voting});
    group[1].count.yes = 4;
    const auto steps = decide(group, world::thu, Event::declare, Through::meeting, "");
    BOOST_TEST_REQUIRE(steps.size() == 2u);
    BOOST_TEST((steps[0].row->to == State::recommended));
    BOOST_TEST((steps[1].row->to == State::not_recommended));
}

BOOST_AUTO_TEST_CASE(a_nominee_counts_no_vote_of_the_meeting) {
    auto group = group_of({State::voting, State::voting});
    group[1].nominee_account = world::thu.id;
    const auto problem = refusal(group, world::thu, Event::declare, Through::meeting);
    BOOST_TEST((problem.kind() == Kind::blocked));
}

BOOST_AUTO_TEST_CASE(a_decision_moves_as_one_paper) {
    const auto group = group_of({State::presented, State::presented});
    const auto director = world::somebody(Role::director);
    BOOST_TEST(moved(group, director, Event::sign, Through::decision) == Ids({1, 2}), each);
}

BOOST_AUTO_TEST_CASE(a_suspended_nomination_stops_its_decision) {
    auto group = group_of({State::presented, State::presented});
    group[0].suspension = "Có đơn khiếu nại.";
    const auto problem =
        refusal(group, world::somebody(Role::director), Event::sign, Through::decision);
    BOOST_TEST((problem.kind() == Kind::blocked));
    BOOST_TEST_REQUIRE(problem.faults().size() == 1u);
    BOOST_TEST(problem.faults()[0].message == "Người thứ 1: Đang tạm dừng xét: Có đơn khiếu nại.");
}

BOOST_AUTO_TEST_CASE(a_decision_whose_nominations_stand_apart_does_not_move) {
    for (const auto& role : names<Role>)
        for (const auto& event : names<Event>) {
            const auto group = group_of({State::presented, State::recommended});
            const auto problem =
                refusal(group, world::somebody(role.value), event.value, Through::decision);
            BOOST_TEST((problem.kind() == Kind::forbidden));
        }
}

BOOST_AUTO_TEST_CASE(a_decision_never_moves_by_half_for_want_of_authority) {
    auto group = group_of({State::presented, State::presented});
    group[1].organ = world::organ + 1;
    const auto director = world::somebody(Role::director);
    BOOST_TEST(choices(group, director, Through::decision).empty());
    const auto problem = refusal(group, director, Event::sign, Through::decision);
    BOOST_TEST((problem.kind() == Kind::forbidden));
}

BOOST_AUTO_TEST_CASE(the_same_lack_is_told_once) {
    auto group = group_of({State::draft, State::draft});
    for (auto& facts : group) {
        facts.nominee = "Phòng Tổ chức - Hành chính";
        facts.late = true;
    }
    const auto problem = refusal(group, world::ha, Event::submit, Through::dossier);
    BOOST_TEST(problem.faults().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
