#include "server/steps/codes.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::server;

BOOST_AUTO_TEST_SUITE(codes_test)

BOOST_AUTO_TEST_CASE(a_code_is_known_however_it_was_typed) {
    const std::string code = "K7QM-2X9D-RT4P-8HJC";
    for (const auto* typed : {"K7QM-2X9D-RT4P-8HJC", "k7qm-2x9d-rt4p-8hjc", "K7QM2X9DRT4P8HJC",
                              "k7qm 2x9d rt4p 8hjc", "k7-qm2x9drt4p-8hjc"})
        BOOST_TEST(written_code(typed) == code, typed);
    for (const auto* other : {"", "K7QM", "K7QM-2X9D-RT4P-8HJC-A", "K7QM-2X9D-RT4P-8HJ!", "phieu"})
        BOOST_TEST(written_code(other) == other, other);
    const auto fresh = new_code();
    BOOST_TEST(written_code(fresh) == fresh);
}

BOOST_AUTO_TEST_SUITE_END()
