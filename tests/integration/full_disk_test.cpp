// What people are told when the disk does not take what they send.
#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <system_error>

#include "sql/accident.h"
#include "sql/database.h"
#include "tests/support/http_client.h"
#include "tests/support/server.h"

using namespace tdkt;
using server::Access;
using server::Request;
using server::Response;
using test::Client;
using test::Server;
using workflow::Role;

namespace {

Response find_no_room(const Request&, server::App&) {
    throw std::system_error(ENOSPC, std::generic_category(), "cannot spool an upload");
}

Response find_a_bad_disk(const Request&, server::App&) {
    throw sql::Accident(10, "database error 10: disk I/O error");
}

Response show_name(const Request& request, server::App&) {
    return {200, request.actor.name};
}

std::vector<server::Route> test_routes() {
    return {{"GET", "/full", Access::anyone, {}, find_no_room, {}, "test"},
            {"GET", "/bad", Access::anyone, {}, find_a_bad_disk, {}, "test"},
            {"GET", "/name", Access::member, Role::director, show_name, {}, "test"}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(full_disk_test)

BOOST_AUTO_TEST_CASE(a_full_disk_is_told_with_a_code_of_its_own_and_a_number) {
    Server server(test_routes());
    const auto told = Client(server.port()).get("/api/v1/full");
    BOOST_TEST(told.status == 507);
    BOOST_TEST(told.json()["code"] == "disk_full");
    const auto detail = told.json()["detail"].get<std::string>();
    BOOST_TEST(detail.find("hết chỗ lưu trữ") != std::string::npos);
    BOOST_TEST(detail.find(told.json()["accident"].get<std::string>()) != std::string::npos);
    BOOST_TEST(Client(server.port()).get("/full").body.find("hết chỗ lưu trữ") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_may_be_asked_again_later) {
    Server server(test_routes());
    const auto told = Client(server.port()).get("/api/v1/bad");
    BOOST_TEST(told.status == 503);
    BOOST_TEST(told.json()["code"] == "storage");
    BOOST_TEST(told.header("retry-after") == "5");
    BOOST_TEST(told.body.find("disk I/O error") == std::string::npos);
}

// A visit is noted once a minute; a trigger of SQLite's stands for the disk that does
// not take it.
BOOST_AUTO_TEST_CASE(who_only_reads_goes_on_when_no_visit_can_be_noted) {
    Server server(test_routes(), "sqlite");
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.sign_in("ha.tran", Server::password);
    server.app().database.change([](sql::Change& change) {
        change.db() << "create trigger no_room before update on session begin"
                       " select raise(abort, 'no room'); end";
    });
    server.pass(2 * 60 * 1000);
    BOOST_TEST(person.get("/name").status == 200);
    BOOST_TEST(server.log().find("noting a visit") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
