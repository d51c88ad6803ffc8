#include "workflow/visibility.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::workflow;

namespace {

struct Line {
    Role role;
    Sight sight;
    bool meetings, decisions;
};

// What each office opens, office by office.
const Line lines[] = {
    {Role::unit_officer, Sight::own_unit, false, false},
    {Role::unit_head, Sight::own_unit, false, false},
    {Role::standing_office, Sight::submitted, true, true},
    {Role::data_office, Sight::submitted, false, false},
    {Role::finance, Sight::in_decision, false, true},
    {Role::council_secretary, Sight::submitted, true, true},
    {Role::council_member, Sight::at_council, true, false},
    {Role::council_chair, Sight::at_council, true, false},
    {Role::director, Sight::submitted, true, true},
    {Role::deputy_director, Sight::submitted, true, true},
    {Role::clerk, Sight::in_decision, false, true},
    {Role::administrator, Sight{}, false, false},
    {Role::auditor, Sight::submitted, true, true},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(visibility_test)

BOOST_AUTO_TEST_CASE(each_office_opens_what_its_line_says) {
    BOOST_TEST(std::size(lines) == role_names.size());
    for (const auto& line : lines) {
        BOOST_TEST((sight(line.role) == line.sight), code(line.role));
        BOOST_TEST(has(council_circle, line.role) == line.meetings, code(line.role));
        BOOST_TEST(has(decision_circle, line.role) == line.decisions, code(line.role));
    }
}

BOOST_AUTO_TEST_CASE(two_offices_open_what_each_of_them_opens) {
    for (const auto& a : lines)
        for (const auto& b : lines) BOOST_TEST((sight(a.role | b.role) == (a.sight | b.sight)));
}

BOOST_AUTO_TEST_CASE(who_has_no_office_sees_nothing) {
    BOOST_TEST((sight(Role{}) == Sight{}));
}

BOOST_AUTO_TEST_SUITE_END()
