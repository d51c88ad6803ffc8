// Whom a declared name means, and who takes no part by it.
#include "workflow/conflicts.h"

#include <boost/test/unit_test.hpp>

#include "workflow/council.h"
#include "workflow/visibility.h"

using namespace tdkt::workflow;

namespace {

constexpr Id unit = 3, other_unit = 4;

Statement person(const std::string& name, Id of_unit = 0) {
    Statement statement;
    statement.name = name;
    statement.unit = of_unit;
    return statement;
}

Nominated nominee(const std::string& name) {
    return {7, name, unit, unit};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conflicts_test)

BOOST_AUTO_TEST_CASE(a_name_in_any_case_and_with_any_blanks_is_the_name) {
    for (const auto* name : {"Trần Thị Hòa", "TRẦN THỊ HÒA", "trần  thị hòa"})
        BOOST_TEST((match(person(name), nominee("Trần Thị Hòa")) == Match::sure), name);
}

BOOST_AUTO_TEST_CASE(other_marks_and_parts_of_a_name_are_doubtful) {
    for (const auto* name : {"Trần Thị Hoa", "Tran Thi Hoa", "Thị Hòa", "Trần Thị Hòa Bình"})
        BOOST_TEST((match(person(name), nominee("Trần Thị Hòa")) == Match::doubtful), name);
}

BOOST_AUTO_TEST_CASE(another_name_and_a_given_name_alone_mean_nobody) {
    for (const auto* name : {"Lê Văn Ước", "Hòa", "Thị H"})
        BOOST_TEST((match(person(name), nominee("Trần Thị Hòa")) == Match::none), name);
}

BOOST_AUTO_TEST_CASE(a_namesake_of_another_unit_is_doubtful) {
    BOOST_TEST((match(person("Trần Thị Hòa", unit), nominee("Trần Thị Hòa")) == Match::sure));
    BOOST_TEST(
        (match(person("Trần Thị Hòa", other_unit), nominee("Trần Thị Hòa")) == Match::doubtful));
}

BOOST_AUTO_TEST_CASE(a_unit_means_all_that_it_proposes_and_itself) {
    BOOST_TEST(
        (match(person("", unit), {1, "BHXH cơ sở Ea Kar", unit, other_unit}) == Match::sure));
    BOOST_TEST((match(person("", unit), {1, "Lê Văn Ước", other_unit, unit}) == Match::sure));
    BOOST_TEST((match(person("", unit), {1, "Lê Văn Ước", other_unit, other_unit}) == Match::none));
}

BOOST_AUTO_TEST_CASE(who_declared_a_conflict_takes_no_part) {
    Member member{1, 11, "", "", CouncilPost::member, Presence::present};
    AgendaItem item;
    item.state = State::voting;
    BOOST_TEST(may_vote(member, item));
    item.conflicted = {11};
    BOOST_TEST(!may_vote(member, item));
    member.account = 12;
    BOOST_TEST(may_vote(member, item));
}

BOOST_AUTO_TEST_CASE(those_in_the_room_who_have_not_declared_are_named) {
    Meeting meeting;
    meeting.members = {{1, 11, "Y Minh Niê", "", CouncilPost::member, Presence::present},
                       {2, 12, "Lê Anh Thư", "", CouncilPost::secretary, Presence::absent},
                       {3, 13, "Đỗ Văn Minh", "", CouncilPost::member, Presence::written}};
    BOOST_TEST(not_declared(meeting).empty());
    for (auto& member : meeting.members) member.declared = false;
    BOOST_TEST((not_declared(meeting) == std::vector<std::string>{"Y Minh Niê", "Đỗ Văn Minh"}));
}

// What is told of it grows only at the ends of its way.
BOOST_AUTO_TEST_CASE(what_is_veiled_or_open_is_hidden_too_and_what_is_issued_is_known) {
    for (const auto& name : state_names) {
        BOOST_TEST((!is_veiled_in_conflict(name.value) || is_open_in_conflict(name.value)),
                   name.code);
        BOOST_TEST((!is_open_in_conflict(name.value) || is_hidden_in_conflict(name.value)),
                   name.code);
    }
    BOOST_TEST(is_hidden_in_conflict(State::submitted));
    BOOST_TEST(is_hidden_in_conflict(State::not_recommended));
    BOOST_TEST(!is_hidden_in_conflict(State::issued));
    BOOST_TEST(!is_veiled_in_conflict(State::returned));
    BOOST_TEST(is_veiled_in_conflict(State::signed_off));
}

BOOST_AUTO_TEST_SUITE_END()
