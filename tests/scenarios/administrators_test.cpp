// Administrators and each other.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/office.h"

using namespace tdkt::test;
using tdkt::workflow::Role;

BOOST_AUTO_TEST_SUITE(administrators_test)

BOOST_DATA_TEST_CASE(two_who_lock_each_other_at_once_leave_one, engines(), engine) {
    Office office(engine);
    office.hire("quantri2", "Y Thuân Niê", Role::administrator, "khtc");
    for (int round = 0; round < 8; ++round) {
        office.server().app().database.change([](tdkt::sql::Change& change) {
            change.db() << "update account set active = 1, version = version + 1"
                           " where username in ('quantri', 'quantri2')";
        });
        const auto lock = [&](Person administrator, const std::string& other) {
            return administrator
                .post(
                    "/accounts/" + std::to_string(office.account(other)),
                    {{"name", "Cao Đức Trí"},
                     {"post", "Quản trị"},
                     {"unit", office.count("select unit_id from account where username = 'khtc'")},
                     {"active", false}})
                .status;
        };
        auto first = office.as("quantri"), second = office.as("quantri2");
        int one = 0;
        std::thread thread([&] { one = lock(first, "quantri2"); });
        const int other = lock(second, "quantri");
        thread.join();
        BOOST_TEST((one == 200) != (other == 200), one << " and " << other);
        BOOST_TEST(office.count("select count(*) from account where active = 1 and username in"
                                " ('quantri', 'quantri2')") == 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
