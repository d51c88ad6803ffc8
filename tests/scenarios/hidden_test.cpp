// Two worlds that differ in some nominations alone: in one these go the whole way to a signed
// decision, in the other they stay where they were found fit. Whoever is in conflict with them is
// told the same in both, byte by byte, by every route there is, at the same cost.
#include <boost/test/unit_test.hpp>

#include "tests/support/worlds.h"

using namespace tdkt::test;
using nlohmann::json;

BOOST_AUTO_TEST_SUITE(hidden_test)

BOOST_AUTO_TEST_CASE(who_is_in_conflict_is_told_the_same_whether_it_is_before_the_council_or_not) {
    World with(true), without(false);
    bool others_see = false;
    for (const auto& turn : turns()) {
        turn.take(with);
        turn.take(without);
        // A page is filled from what the API tells.
        const std::string name(turn.name);
        const bool pages = name == "opened" || name == "counted" || name == "signed";
        for (const auto& reader : in_conflict()) {
            const auto found = difference(with, without, reader, pages);
            BOOST_TEST(found.empty(), turn.name << ", " << reader << ": " << found);
        }
        others_see = others_see || !difference(with, without, unconcerned, false).empty();
    }
    BOOST_TEST(others_see, "the comparison finds nothing where there is something");
    BOOST_TEST(with.office.count("select count(*) from nomination where state = 'signed'") == 5);
    BOOST_TEST(without.office.count("select count(*) from nomination where state = 'signed'") == 3);

    // A notice that tells of it would be found.
    with.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "insert into notice (account_id, text, link, at) select id,"
                       " 'Phiên họp: 04 đề nghị.', '/meetings/1', 1 from account"
                       " where username = 'uv2'";
    });
    BOOST_TEST(difference(with, without, "uv2", false) != "");
    BOOST_TEST(with.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
