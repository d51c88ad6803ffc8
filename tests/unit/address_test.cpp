#include "sql/address.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace tdkt::sql;

BOOST_AUTO_TEST_SUITE(address_test)

BOOST_AUTO_TEST_CASE(a_path_is_taken_as_it_stands) {
    BOOST_TEST(parse_address("sqlite:var/thi đua 100%.db").path == "var/thi đua 100%.db");
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_server_are_decoded) {
    const auto address = parse_address("mysql://v%C3%A2n:p%40ss%3A%2F:x@db.local:3307/thi%20dua");
    BOOST_TEST((address.engine == Address::Engine::mariadb));
    BOOST_TEST(address.user == "vân");
    BOOST_TEST(address.password == "p@ss:/:x");
    BOOST_TEST(address.host == "db.local");
    BOOST_TEST(address.port == 3307);
    BOOST_TEST(address.name == "thi dua");
}

BOOST_AUTO_TEST_CASE(port_and_password_may_be_absent) {
    const auto address = parse_address("mysql://lan@[::1]/office");
    BOOST_TEST(address.host == "::1");
    BOOST_TEST(address.port == 3306);
    BOOST_TEST(address.password.empty());
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused_without_telling_the_password) {
    for (const auto* url :
         {"", "office.db", "sqlite:", "sqlite:a\"b", "postgres://x/y", "mysql://host/name",
          "mysql://u:s3cret@/name", "mysql://u:s3cret@host", "mysql://u:s3cret@host/",
          "mysql://u:s3cret@host:0/n", "mysql://u:s3cret@host:70000/n", "mysql://u:s3cret@host:x/n",
          "mysql://:s3cret@host/n", "mysql://u:s3cret%4@host/n", "mysql://u:s3cret%zz@host/n",
          "mysql://u:s3cret%00@host/n"})
        BOOST_CHECK_EXCEPTION(parse_address(url), std::invalid_argument,
                              [](const std::invalid_argument& error) {
                                  const std::string text = error.what();
                                  return text.starts_with("TDKT_DATABASE: ") &&
                                         text.find("s3cret") == std::string::npos;
                              });
}

BOOST_AUTO_TEST_SUITE_END()
