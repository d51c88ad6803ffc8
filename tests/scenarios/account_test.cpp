// One's own account: where one is signed in, and how that ends.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/steps/accounts.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::workflow::Role;

namespace {

// Signs in with a browser or program that calls itself `agent`.
Client signed_in(Office& office, const std::string& username, const std::string& agent) {
    Client client(office.server().port());
    client.set_header("User-Agent", agent);
    BOOST_TEST_REQUIRE(client.take_token(username, Server::password).status == 201);
    return client;
}

json sessions(Client& client) {
    return client.get("/api/v1/account").json().at("sessions");
}

Reply end(Client& client, const std::string& which) {
    return client.json("POST", "/api/v1/account/sessions/end", {{"session", which}});
}

std::string path_like(std::string_view pattern) {
    std::string path(pattern);
    for (auto at = path.find(':'); at != path.npos; at = path.find(':'))
        path.replace(at, path.find('/', at) - at, "1");
    return path;
}

bool is_in(Client& client) {
    return client.get("/api/v1/account").status == 200;
}

constexpr auto firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

}  // namespace

BOOST_AUTO_TEST_SUITE(account_test)

BOOST_AUTO_TEST_CASE(a_person_sees_where_they_are_signed_in) {
    Office office;
    auto desk = signed_in(office, "tchc", firefox);
    office.server().pass(60'000);
    auto phone = signed_in(office, "tchc", "curl/8.5.0");
    signed_in(office, "bmt", firefox);

    const auto list = sessions(phone);
    BOOST_TEST_REQUIRE(list.size() == 2u);
    BOOST_TEST(list[0]["this_one"] == true);
    BOOST_TEST(list[1]["this_one"] == false);
    BOOST_TEST(list[1]["device_text"] == "Firefox trên Linux");
    BOOST_TEST(list[0]["started_at"].get<std::int64_t>() -
                   list[1]["started_at"].get<std::int64_t>() ==
               60'000);
    for (const auto& session : sessions(desk))
        BOOST_TEST(session["this_one"] == (session["id"] == list[1]["id"]));
}

BOOST_AUTO_TEST_CASE(a_person_ends_one_session_or_all_others) {
    Office office;
    auto first = signed_in(office, "tchc", firefox), second = signed_in(office, "tchc", firefox),
         third = signed_in(office, "tchc", firefox);
    auto stranger = signed_in(office, "bmt", firefox);

    std::string of_second;
    for (const auto& one : sessions(second))
        if (one["this_one"]) of_second = one["id"];
    BOOST_TEST(end(stranger, of_second).status == 404);
    BOOST_TEST(is_in(second));
    BOOST_TEST(end(first, of_second).status == 200);
    BOOST_TEST(!is_in(second));
    BOOST_TEST(is_in(third));

    BOOST_TEST(end(first, "others").status == 200);
    BOOST_TEST(!is_in(third));
    BOOST_TEST(is_in(first));
    BOOST_TEST(is_in(stranger));
    BOOST_TEST(end(first, "").status == 422);
}

BOOST_AUTO_TEST_CASE(it_is_done_by_forms_too) {
    Office office;
    auto other = signed_in(office, "tchc", firefox);
    Client browser(office.server().port());
    browser.sign_in("tchc", Server::password);
    const auto page = browser.get("/account");
    BOOST_TEST(page.body.find("Firefox trên Linux") != std::string::npos);
    BOOST_TEST(page.body.find("Phiên này") != std::string::npos);
    const auto done =
        browser.form("/account/sessions/end", {{"csrf", browser.csrf()}, {"session", "others"}});
    BOOST_TEST(done.status == 303);
    BOOST_TEST(!is_in(other));
    BOOST_TEST(browser.get("/account").body.find("Firefox") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_session_that_ran_out_is_not_shown) {
    Office office;
    signed_in(office, "tchc", firefox);
    office.server().pass(std::int64_t{31} * 60'000);
    auto now = signed_in(office, "tchc", firefox);
    BOOST_TEST(sessions(now).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_password_that_somebody_else_set_opens_nothing_but_its_own_change) {
    Office office;
    const std::string given = "một câu dài khó đoán", own = "câu riêng, chỉ tôi biết";
    const auto path = "/accounts/" + std::to_string(office.account("eakar"));
    ok(office.as("quantri").post(path + "/password", {{"password", given}}));

    Client program(office.server().port());
    BOOST_TEST(program.take_token("eakar", given).status == 201);
    const auto refused = program.get("/api/v1/dossiers");
    BOOST_TEST(refused.status == 403);
    BOOST_TEST(refused.json()["errors"][0]["field"] == "password");
    int asked = 0;
    for (const auto& route : tdkt::server::routes()) {
        if (route.access != tdkt::server::Access::member ||
            (route.roles != Role{} && !has(route.roles, Role::unit_officer)))
            continue;
        const std::string method(route.method);
        const auto reply =
            program.request(method, "/api/v1" + path_like(route.path),
                            method == "GET" ? "" : "application/json", method == "GET" ? "" : "{}");
        BOOST_TEST(reply.status == 403, method << ' ' << route.path << ": " << reply.status);
        ++asked;
    }
    BOOST_TEST(asked > 20);

    Client browser(office.server().port());
    browser.sign_in("eakar", given);
    for (const auto* page : {"/", "/dossiers", "/dossiers/1"})
        BOOST_TEST(browser.get(page).header("location") == "/account");
    BOOST_TEST(browser.get("/account").body.find("do người khác đặt") != std::string::npos);
    const auto done =
        browser.form("/account/password",
                     {{"csrf", browser.csrf()}, {"old_password", given}, {"new_password", own}});
    BOOST_TEST(done.header("location") == "/");
    BOOST_TEST(browser.get("/dossiers").status == 200);
    BOOST_TEST(browser.get("/account").body.find("do người khác đặt") == std::string::npos);
}

// What was typed before a session ended comes back with the next sign-in; no page comes with it.
BOOST_AUTO_TEST_CASE(a_password_that_somebody_else_set_brings_back_no_form) {
    Office office;
    const auto dossier = draft(office, "eakar", {{"Lê Văn Ước"}});
    const auto path = "/accounts/" + std::to_string(office.account("eakar"));
    const std::string given = "một câu dài khó đoán";
    ok(office.as("quantri").post(path + "/password", {{"password", given}}));
    Client browser(office.server().port());
    browser.get("/sign-in");
    const auto reply = browser.form("/sign-in", {{"csrf", browser.csrf()},
                                                 {"username", "eakar"},
                                                 {"password", given},
                                                 {"kept", "reason=x"},
                                                 {"kept_for", "eakar"},
                                                 {"kept_path", at("dossiers", dossier)}});
    BOOST_TEST(reply.status == 303);
    BOOST_TEST(reply.body.find("Lê Văn Ước") == std::string::npos);
}

BOOST_DATA_TEST_CASE(a_password_that_is_set_anew_meanwhile_stays, engines(), engine) {
    Office office(engine);
    auto& app = office.server().app();
    const auto id = office.account("eakar");
    const auto load = [&] {
        return app.database.read([&](auto& db) { return tdkt::sql::load_account(db, id); });
    };
    const auto before = load();
    const std::string given = "một câu dài khó đoán";
    ok(office.as("quantri").post("/accounts/" + std::to_string(id) + "/password",
                                 {{"password", given}}));
    BOOST_CHECK_THROW(app.database.change([&](tdkt::sql::Change& change) {
        tdkt::server::change_own_password(change, before, "hash của người cũ", "", app.now());
    }),
                      tdkt::workflow::Problem);
    BOOST_TEST(load().password_given);
    Client program(office.server().port());
    BOOST_TEST(program.take_token("eakar", given).status == 201);
}

BOOST_AUTO_TEST_CASE(an_account_that_is_locked_is_signed_out_at_once) {
    Office office;
    auto person = signed_in(office, "eakar", firefox);
    BOOST_TEST(is_in(person));
    const auto path = "/accounts/" + std::to_string(office.account("eakar"));
    const auto before = ok(office.as("quantri").get(path));
    json unit;
    for (const auto& option : before.at("units"))
        if (option.at("selected")) unit = std::stoll(option.at("value").get<std::string>());
    ok(office.as("quantri").post(
        path,
        {{"name", before["name"]}, {"post", before["post"]}, {"unit", unit}, {"active", false}}));
    BOOST_TEST(!is_in(person));
    BOOST_TEST(office.count("select count(*) from session where account_id = " +
                            std::to_string(office.account("eakar"))) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
