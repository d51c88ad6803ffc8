#include "sql/pool.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <thread>

#include "workflow/problem.h"

using namespace tdkt;
using sql::Pool;

namespace {

constexpr std::chrono::seconds long_enough{60};
constexpr std::chrono::milliseconds at_once{0};

// Lends sessions that are connected to nothing, and counts them.
struct Lender {
    int opened = 0;
    bool unreachable = false;

    Pool pool(std::size_t size) {
        return Pool(size, [this] {
            if (unreachable) throw soci::soci_error("nobody there");
            ++opened;
            return std::make_unique<soci::session>();
        });
    }
};

void wait_until(Pool& pool, std::size_t waiting) {
    while (pool.waiting() != waiting) std::this_thread::yield();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_test)

BOOST_AUTO_TEST_CASE(a_connection_is_opened_when_it_is_first_needed_and_kept) {
    Lender lender;
    auto pool = lender.pool(2);
    BOOST_TEST(lender.opened == 0);
    for (int i = 0; i < 3; ++i) pool.lease(at_once);
    BOOST_TEST(lender.opened == 1);
    const auto one = pool.lease(at_once), two = pool.lease(at_once);
    BOOST_TEST(lender.opened == 2);
    BOOST_TEST(&one->session() != &two->session());
}

BOOST_AUTO_TEST_CASE(nobody_waits_longer_than_he_said) {
    Lender lender;
    auto pool = lender.pool(1);
    const auto held = pool.lease(at_once);
    BOOST_CHECK_EXCEPTION(
        pool.lease(std::chrono::milliseconds(10)), workflow::Problem,
        [](const workflow::Problem& p) { return p.kind() == workflow::Kind::busy; });
    BOOST_TEST(pool.waiting() == 0u);
}

BOOST_AUTO_TEST_CASE(who_came_first_is_served_first) {
    Lender lender;
    auto pool = lender.pool(1);
    auto held = pool.lease(at_once);
    std::vector<int> served;  // only whoever holds the one connection touches it
    {
        std::vector<std::jthread> people;
        for (int number = 0; number < 6; ++number) {
            people.emplace_back([&, number] {
                const auto lease = pool.lease(long_enough);
                served.push_back(number);
            });
            wait_until(pool, static_cast<std::size_t>(number) + 1);
        }
        held.reset();
    }
    const std::vector<int> expected = {0, 1, 2, 3, 4, 5};
    BOOST_TEST(served == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_spoiled_connection_is_replaced) {
    Lender lender;
    auto pool = lender.pool(1);
    pool.lease(at_once)->spoil();
    BOOST_TEST(lender.opened == 1);
    pool.lease(at_once);
    BOOST_TEST(lender.opened == 2);
}

BOOST_AUTO_TEST_CASE(a_failure_to_connect_costs_no_place) {
    Lender lender;
    lender.unreachable = true;
    auto pool = lender.pool(1);
    for (int i = 0; i < 3; ++i) BOOST_CHECK_THROW(pool.lease(at_once), soci::soci_error);
    lender.unreachable = false;
    BOOST_CHECK_NO_THROW(pool.lease(at_once));
}

BOOST_AUTO_TEST_SUITE_END()
