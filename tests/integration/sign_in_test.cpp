// Who is signed in, for how long, and who is not let in.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/access/throttle.h"
#include "server/access/tokens.h"
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

Response show_secret(const Request& request, server::App&) {
    return {200, "for " + request.actor.name};
}

std::vector<server::Route> test_routes() {
    return {{"GET", "/secret/:id", Access::member, Role::director, show_secret, {}, "test"}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in_test)

BOOST_DATA_TEST_CASE(a_person_signs_in_and_out_by_the_form, test::engines(), engine) {
    Server server(test_routes(), engine);
    server.add_person("ha.tran", Role::director);
    Client person(server.port());

    const auto asked = person.get("/secret/7?a=1");
    BOOST_TEST(asked.status == 303);
    BOOST_TEST(asked.header("location") == "/sign-in?next=/secret/7%3Fa%3D1");

    const auto in = person.sign_in("ha.tran", Server::password);
    BOOST_TEST(in.status == 303);
    const auto cookie = in.header("set-cookie");
    BOOST_TEST(cookie.starts_with("tdkt_session="));
    BOOST_TEST(cookie.find("; HttpOnly; SameSite=Lax") != std::string::npos);
    BOOST_TEST(person.get("/secret/7").status == 200);
    BOOST_TEST(person.get("/secret/7").header("cache-control") == "no-store");

    person.get("/no-such-page");
    BOOST_TEST(person.form("/sign-out", {{"csrf", person.csrf()}}).status == 303);
    BOOST_TEST(person.get("/secret/7").status == 303);
}

BOOST_AUTO_TEST_CASE(a_wrong_password_and_an_unknown_name_are_told_alike) {
    Server server;
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    const auto wrong = person.sign_in("ha.tran", "không phải mật khẩu");
    const auto unknown = person.sign_in("khong.ai", "không phải mật khẩu");
    BOOST_TEST(wrong.status == 401);
    BOOST_TEST(unknown.status == 401);
    const std::string message = "Tên đăng nhập hoặc mật khẩu không đúng.";
    BOOST_TEST(wrong.body.find(message) != std::string::npos);
    BOOST_TEST(unknown.body.find(message) != std::string::npos);
    BOOST_TEST(wrong.body.find("value=\"ha.tran\"") != std::string::npos);
}

BOOST_DATA_TEST_CASE(five_failures_make_the_next_wait, test::engines(), engine) {
    Server server({}, engine);
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    for (int i = 0; i < 5; ++i) BOOST_TEST(person.take_token("ha.tran", "sai").status == 401);
    const auto refused = person.take_token("ha.tran", Server::password);
    BOOST_TEST(refused.status == 429);
    BOOST_TEST(refused.json()["detail"] == "Đăng nhập sai nhiều lần. Hãy thử lại sau 15 giây.");
    server.pass(15'000);
    BOOST_TEST(person.take_token("ha.tran", Server::password).status == 201);
    BOOST_TEST(person.take_token("ha.tran", "sai").status == 401);
}

// From another address, as a proxy of ours tells it.
Client from(Server& server, const std::string& address) {
    server.app().settings.trusted_proxies = server::Networks("127.0.0.1");
    Client client(server.port());
    client.set_header("X-Forwarded-For", address);
    return client;
}

server::Counted failure(const std::string& subject, const server::Limit& limit) {
    return {server::sha256(subject), limit};
}

BOOST_DATA_TEST_CASE(failures_elsewhere_keep_nobody_out_where_they_are_known, test::engines(),
                     engine) {
    Server server({}, engine);
    server.add_person("ha.tran", Role::director);
    const auto name = failure("name\nha.tran", server::name_limit);
    BOOST_TEST(from(server, "1.1.1.1").take_token("ha.tran", Server::password).status == 201);
    for (int i = 0; i < server::name_limit.free; ++i)
        server::count_attempt(server.app(), {name}, "Đăng nhập sai");
    BOOST_TEST(from(server, "2.2.2.2").take_token("ha.tran", Server::password).status == 429);
    BOOST_TEST(from(server, "1.1.1.1").take_token("ha.tran", Server::password).status == 201);
    // It grows, but to no more than two minutes; and is forgotten little by little.
    BOOST_TEST(server::wait_after(1000, server::name_limit) == 120'000);
    server.pass(15'000);
    BOOST_TEST(from(server, "2.2.2.2").take_token("ha.tran", Server::password).status == 201);
}

BOOST_AUTO_TEST_CASE(one_address_does_not_try_every_name) {
    Server server;
    server.add_person("ha.tran", Role::director);
    const auto address = failure("address\n2.2.2.2", server::address_limit);
    for (int i = 0; i < server::address_limit.free; ++i)
        server::count_attempt(server.app(), {address}, "Đăng nhập sai");
    BOOST_TEST(from(server, "2.2.2.2").take_token("ha.tran", Server::password).status == 429);
    BOOST_TEST(from(server, "3.3.3.3").take_token("ha.tran", Server::password).status == 201);
    server.pass(server::address_limit.mend);
    BOOST_TEST(from(server, "2.2.2.2").take_token("ha.tran", Server::password).status == 201);
}

BOOST_AUTO_TEST_CASE(a_session_ends_when_idle_and_in_any_case) {
    constexpr std::int64_t minute = 60'000;
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    server.pass(29 * minute);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 200);
    server.pass(29 * minute);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 200);
    server.pass(31 * minute);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 401);

    person.set_header("Authorization", "");
    person.take_token("ha.tran", Server::password);
    for (int i = 0; i < 24; ++i) {
        person.get("/api/v1/secret/1");
        server.pass(29 * minute);
    }
    BOOST_TEST(person.get("/api/v1/secret/1").status == 200);
    server.pass(25 * minute);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 401);
}

// A clock is set right by seconds, and sometimes was wrong by days.
BOOST_AUTO_TEST_CASE(a_session_outlives_a_step_of_the_clock_by_seconds_and_none_by_days) {
    constexpr std::int64_t minute = 60'000, day = 24 * 60 * minute;
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    server.pass(-30'000);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 200);
    server.pass(60'000);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 200);
    server.pass(-3 * day);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 401);
    person.set_header("Authorization", "");
    BOOST_TEST(person.take_token("ha.tran", Server::password).status == 201);
    server.pass(31 * minute);
    BOOST_TEST(person.get("/api/v1/secret/1").status == 401);
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_set_back_makes_nobody_wait_until_it_has_caught_up) {
    Server server;
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    for (int i = 0; i < 5; ++i) BOOST_TEST(person.take_token("ha.tran", "sai").status == 401);
    server.pass(std::int64_t{-3} * 24 * 3600 * 1000);
    const auto refused = person.take_token("ha.tran", Server::password);
    BOOST_TEST(refused.json()["detail"] == "Đăng nhập sai nhiều lần. Hãy thử lại sau 15 giây.");
    server.pass(15'000);
    BOOST_TEST(person.take_token("ha.tran", Server::password).status == 201);
}

BOOST_AUTO_TEST_CASE(a_changed_password_ends_the_other_sessions) {
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client here(server.port());
    Client there(server.port());
    here.take_token("ha.tran", Server::password);
    there.take_token("ha.tran", Server::password);
    const auto change = [&](const std::string& before, const std::string& after) {
        return here.json("POST", "/api/v1/account/password",
                         {{"old_password", before}, {"new_password", after}});
    };
    BOOST_TEST(change("sai", "một câu dài khó đoán").json()["errors"][0]["field"] ==
               "old_password");
    BOOST_TEST(change(Server::password, "ngắn").json()["errors"][0]["field"] == "new_password");
    BOOST_TEST(change(Server::password, "một câu dài khó đoán").status == 204);
    BOOST_TEST(here.get("/api/v1/secret/1").status == 200);
    BOOST_TEST(there.get("/api/v1/secret/1").status == 401);
    Client again(server.port());
    BOOST_TEST(again.take_token("ha.tran", Server::password).status == 401);
    BOOST_TEST(again.take_token("ha.tran", "một câu dài khó đoán").status == 201);
}

BOOST_AUTO_TEST_CASE(a_locked_account_is_signed_out_and_stays_out) {
    Server server(test_routes());
    const auto id = server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    server.app().database.change([&](sql::Change& change) {
        auto account = sql::load_account(change.db(), id);
        account.active = false;
        sql::save_account(change, account);
    });
    BOOST_TEST(person.get("/api/v1/secret/1").status == 401);
    person.set_header("Authorization", "");
    BOOST_TEST(person.take_token("ha.tran", Server::password).status == 401);
}

BOOST_AUTO_TEST_CASE(nobody_is_led_out_of_the_house_after_signing_in) {
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    for (const std::string next : {"//evil.example", "https://evil.example", "/\\evil", "x"}) {
        Client person(server.port());
        person.get("/sign-in");
        const auto reply = person.form("/sign-in", {{"csrf", person.csrf()},
                                                    {"username", "ha.tran"},
                                                    {"password", Server::password},
                                                    {"next", next}});
        BOOST_TEST(reply.status == 303);
        BOOST_TEST(reply.header("location") == "/", next);
    }
}

BOOST_AUTO_TEST_SUITE_END()
