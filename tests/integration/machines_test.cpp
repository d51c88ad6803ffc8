// What programs and operators meet at the door.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "server/access/content_key.h"
#include "sql/one_server.h"
#include "tests/support/http_client.h"
#include "tests/support/server.h"

using namespace tdkt;
using test::Client;
using test::Server;
using workflow::Role;

BOOST_AUTO_TEST_SUITE(machines_test)

BOOST_AUTO_TEST_CASE(a_program_is_told_in_its_own_form_whatever_is_wrong) {
    Server server;
    const auto told = [&](const std::string& bytes) {
        return test::send_raw(server.port(), bytes, /*end=*/true);
    };
    for (const std::string head : {"POST /api/v1/dossiers HTTP/1.1\r\nHost: a\r\n\r\n",
                                   "GET /api/v1/dossiers HTTP/1.1\r\nHost: a\r\nbad\r\n\r\n",
                                   "GET /api/v1/a%00b HTTP/1.1\r\nHost: a\r\n\r\n"}) {
        const auto reply = told(head);
        BOOST_TEST(reply.header("content-type") == "application/problem+json", head);
        BOOST_TEST(reply.json().at("status") == reply.status, head);
    }
    BOOST_TEST(told("GET /x HTTP/1.1\r\nHost: a\r\nbad\r\n\r\n").header("content-type") ==
               "text/plain; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(what_may_be_asked_is_told) {
    Server server;
    const auto options = [&](const std::string& target) {
        return test::send_raw(server.port(), "OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    BOOST_TEST(options("*").status == 204);
    BOOST_TEST(options("/api/v1/dossiers").status == 204);
    BOOST_TEST(options("/api/v1/dossiers").header("allow") == "GET, POST, OPTIONS");
    BOOST_TEST(options("/no-such-thing").status == 404);
    const auto absolute =
        test::send_raw(server.port(), "GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(absolute.body == "ok\n");
}

BOOST_AUTO_TEST_CASE(the_scheme_of_a_token_has_any_case) {
    Server server;
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    const auto token = person.take_token("ha.tran", Server::password).json()["token"];
    for (const std::string scheme : {"bearer ", "BEARER  ", "Bearer "}) {
        person.set_header("Authorization", scheme + token.get<std::string>());
        BOOST_TEST(person.get("/api/v1/account").status == 200, scheme);
    }
    person.set_header("Authorization", "Basic " + token.get<std::string>());
    BOOST_TEST(person.get("/api/v1/account").status == 401);
}

BOOST_AUTO_TEST_CASE(metrics_are_for_this_machine_or_a_token) {
    Server server;
    Client machine(server.port());
    BOOST_TEST(machine.get("/metrics").status == 200);
    machine.set_header("X-Forwarded-For", "1.1.1.1");
    BOOST_TEST(machine.get("/metrics").status == 404);
    machine.set_header("Authorization", "Bearer ");
    BOOST_TEST(machine.get("/metrics").status == 404);
    server.app().settings.metrics_token = "mark";
    BOOST_TEST(machine.get("/metrics").status == 404);
    machine.set_header("Authorization", "bearer mark");
    BOOST_TEST(machine.get("/metrics").status == 200);
}

BOOST_AUTO_TEST_CASE(two_servers_do_not_share_a_port) {
    Server server;
    auto& settings = server.app().settings;
    settings.port = server.port();
    BOOST_CHECK_EXCEPTION(server::Door(server.app()), std::runtime_error,
                          [](const std::runtime_error& refused) {
                              const std::string why = refused.what();
                              return why.find("--listen") != why.npos && why.find('\n') == why.npos;
                          });
}

BOOST_AUTO_TEST_CASE(one_server_serves_an_sqlite_file) {
    test::TempDir folder;
    const auto url = "sqlite:" + (folder.path() / "a.db").string();
    {
        const sql::OneServer first(url);
        BOOST_CHECK_THROW(sql::OneServer{url}, std::runtime_error);
    }
    BOOST_CHECK_NO_THROW(sql::OneServer{url});
    BOOST_TEST(!sql::may_exist(url));
    BOOST_CHECK_NO_THROW(sql::OneServer{"mysql://a:b@127.0.0.1:1/c"});
}

BOOST_AUTO_TEST_CASE(the_key_of_contents_is_made_once_and_kept) {
    test::TempDir folder;
    const auto file = folder.path() / "keys/repeats.key";
    const auto made = server::ContentKey::kept_in(file), read = server::ContentKey::kept_in(file);
    BOOST_TEST(made.digest("a") == read.digest("a"));
    BOOST_TEST(made.digest("a") != server::ContentKey().digest("a"));
    constexpr auto own = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    BOOST_TEST((std::filesystem::status(file).permissions() == own));
    std::ofstream(file) << "short";
    BOOST_CHECK_THROW(server::ContentKey::kept_in(file), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
