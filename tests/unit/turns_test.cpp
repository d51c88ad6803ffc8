#include "server/access/turns.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "workflow/problem.h"

using namespace tdkt;
using server::Turns;

namespace {

bool busy(const workflow::Problem& problem) {
    return problem.kind() == workflow::Kind::busy;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(turns_test)

BOOST_AUTO_TEST_CASE(whoever_finds_the_bench_full_is_told_at_once) {
    Turns turns(/*places=*/1, /*bench=*/0, std::chrono::hours(1));
    const Turns::Place first(turns);
    BOOST_CHECK_EXCEPTION(Turns::Place second(turns), workflow::Problem, busy);
}

BOOST_AUTO_TEST_CASE(whoever_sits_on_the_bench_is_served_next) {
    Turns turns(1, 1, std::chrono::hours(1));
    bool served = false;
    std::thread waiting;
    {
        const Turns::Place first(turns);
        waiting = std::thread([&] {
            const Turns::Place second(turns);
            served = true;
        });
    }
    waiting.join();
    BOOST_TEST(served);
    const Turns::Place third(turns);
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_ever) {
    Turns turns(1, 1, std::chrono::milliseconds(1));
    const Turns::Place first(turns);
    BOOST_CHECK_EXCEPTION(Turns::Place second(turns), workflow::Problem, busy);
    BOOST_CHECK_EXCEPTION(Turns::Place third(turns), workflow::Problem, busy);
}

BOOST_AUTO_TEST_SUITE_END()
