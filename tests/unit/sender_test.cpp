#include "server/front/sender.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace tdkt::server;

namespace {

Head with(const std::string& forwarded) {
    Head head;
    if (!forwarded.empty()) head.headers["x-forwarded-for"] = forwarded;
    return head;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sender_test)

BOOST_AUTO_TEST_CASE(a_network_holds_its_addresses) {
    const Networks networks("10.0.0.0/8, 192.168.1.7,fd00::/9 , 172.16.0.0/12");
    for (const auto* inside :
         {"10.1.2.3", "::ffff:10.1.2.3", "192.168.1.7", "fd7f::1", "172.31.255.255"})
        BOOST_TEST(networks.hold(inside), inside);
    for (const auto* outside : {"11.0.0.1", "192.168.1.8", "fd80::1", "172.32.0.0", "", "ten"})
        BOOST_TEST(!networks.hold(outside), outside);
    BOOST_TEST(!Networks("").hold("127.0.0.1"));
    BOOST_TEST(Networks("0.0.0.0/0").hold("8.8.8.8"));
    BOOST_TEST(!Networks("0.0.0.0/0").hold("2001:db8::1"));
    for (const auto* wrong :
         {"proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "1.2.3.4/-1"})
        BOOST_CHECK_THROW(Networks{wrong}, std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(only_our_own_proxies_are_believed) {
    const Networks proxies("10.0.0.1, 10.0.0.2");
    BOOST_TEST(sender_of(with("1.1.1.1"), "9.9.9.9", proxies) == "9.9.9.9");
    BOOST_TEST(sender_of(with("1.1.1.1"), "10.0.0.1", proxies) == "1.1.1.1");
    BOOST_TEST(sender_of(with("6.6.6.6, 1.1.1.1, 10.0.0.2"), "10.0.0.1", proxies) == "1.1.1.1");
    BOOST_TEST(sender_of(with("10.0.0.2"), "10.0.0.1", proxies) == "10.0.0.2");
    BOOST_TEST(sender_of(with("1.1.1.1, unknown"), "10.0.0.1", proxies) == "10.0.0.1");
    BOOST_TEST(sender_of(with(""), "10.0.0.1", proxies) == "10.0.0.1");
}

BOOST_AUTO_TEST_CASE(here_is_this_machine_and_nobody_behind_it) {
    BOOST_TEST(is_from_here(with(""), "127.0.0.1", {}));
    BOOST_TEST(is_from_here(with(""), "::1", {}));
    BOOST_TEST(!is_from_here(with(""), "10.0.0.1", {}));
    // A proxy on this machine asks for somebody, whoever that is.
    BOOST_TEST(!is_from_here(with("1.1.1.1"), "127.0.0.1", {}));
    BOOST_TEST(!is_from_here(with("127.0.0.1"), "127.0.0.1", {}));
    BOOST_TEST(!is_from_here(with("1.1.1.1"), "127.0.0.1", Networks("127.0.0.1")));
}

BOOST_AUTO_TEST_SUITE_END()
