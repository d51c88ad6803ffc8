// The program as the network sees it.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <thread>

#include "server/showing/answers.h"
#include "server/steps/recorded.h"
#include "tests/support/http_client.h"
#include "tests/support/server.h"

namespace data = boost::unit_test::data;
using namespace tdkt;
using server::Access;
using server::Request;
using server::Response;
using server::Type;
using test::Client;
using test::Server;
using workflow::Role;

namespace {

constexpr server::Field unit_fields[] = {{"code", Type::text, true, 40, "Mã đơn vị"}};
constexpr server::Field file_fields[] = {{"kind", Type::text, false, 40, "Loại"},
                                         {"file", Type::file, true, 0, "Tệp đính kèm"}};

// Adds a unit: something that must not happen twice.
Response post_unit(const Request& request, server::App& app) {
    return server::recorded(request, app, [&](sql::Change& change) {
        const auto id = sql::add_unit(change, {0, request.actor.organ, request.text("code"),
                                               request.text("code"), "office", "Trưởng phòng"});
        return server::created("/units/" + std::to_string(id), {{"id", id}});
    });
}

Response post_file(const Request& request, server::App&) {
    const auto& upload = request.uploads.at(0);
    return server::json_answer(
        {{"name", upload.name}, {"size", upload.size}, {"sha256", upload.sha256}});
}

Response show_secret(const Request& request, server::App&) {
    return {200, "for " + request.actor.name};
}

Response show_accident(const Request&, server::App&) {
    throw std::runtime_error("the password of lan is\nevent=forged");
}

Response show_stream(const Request&, server::App&) {
    Response response{200, "", "application/octet-stream"};
    response.length = 3'000'000;
    response.stream = [](std::ostream& out) {
        for (int i = 0; i < 3000; ++i) out << std::string(1000, 'a');
    };
    return response;
}

Response show_broken_stream(const Request&, server::App&) {
    Response response{200, "", "application/octet-stream"};
    response.length = 3'000'000;
    response.stream = [](std::ostream& out) {
        out << std::string(2'000'000, 'a');
        throw std::runtime_error("the database has gone");
    };
    return response;
}

Response show_bad_header(const Request&, server::App&) {
    Response response{200, "x"};
    response.headers.emplace_back("Location", "/a\r\nSet-Cookie: evil=1");
    return response;
}

std::vector<server::Route> test_routes() {
    return {{"POST", "/units", Access::member, {}, post_unit, unit_fields, "test"},
            {"POST", "/files", Access::member, {}, post_file, file_fields, "test"},
            {"GET", "/secret/:id", Access::member, Role::director, show_secret, {}, "test"},
            {"GET", "/accident", Access::anyone, {}, show_accident, {}, "test"},
            {"GET", "/stream", Access::anyone, {}, show_stream, {}, "test"},
            {"GET", "/broken-stream", Access::anyone, {}, show_broken_stream, {}, "test"},
            {"GET", "/bad-header", Access::anyone, {}, show_bad_header, {}, "test"}};
}

std::size_t spooled_files(Server& server) {
    const auto folder = std::filesystem::path(server.data()) / "spool";
    if (!std::filesystem::exists(folder)) return 0;
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

std::size_t units(Server& server) {
    return server.app().database.read(
        [](auto& db) { return sql::units(db, sql::organs(db).front().id).size(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_test)

BOOST_AUTO_TEST_CASE(a_form_that_no_page_of_ours_sent_is_refused) {
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    const Client::Fields fields = {{"username", "ha.tran"}, {"password", Server::password}};
    BOOST_TEST(person.form("/sign-in", fields).status == 403);

    person.sign_in("ha.tran", Server::password);
    BOOST_TEST(person.form("/units", {{"code", "p1"}}).status == 403);
    BOOST_TEST(person.form("/units", {{"code", "p1"}, {"csrf", "x"}}).status == 403);
    BOOST_TEST(person.json("POST", "/api/v1/units", {{"code", "p1"}}).status == 403);
    BOOST_TEST(person.upload("/files", {}, "file", "a.txt", "a").status == 403);
    BOOST_TEST(spooled_files(server) == 0u);
    BOOST_TEST(units(server) == 1u);

    person.get("/no-such-page");
    BOOST_TEST(person.form("/units", {{"code", "p1"}, {"csrf", person.csrf()}}).status == 201);
    person.set_header("X-CSRF-Token", person.csrf());
    BOOST_TEST(person.json("POST", "/api/v1/units", {{"code", "p2"}}).status == 201);
}

BOOST_AUTO_TEST_CASE(what_ones_role_does_not_open_is_not_there) {
    Server server(test_routes());
    server.add_person("lan.nguyen", Role::unit_officer);
    Client person(server.port());
    person.take_token("lan.nguyen", Server::password);
    const auto closed = person.get("/api/v1/secret/7");
    const auto absent = person.get("/api/v1/no-such-thing/7");
    BOOST_TEST(closed.status == 404);
    BOOST_TEST(closed.body == absent.body);
    BOOST_TEST(person.json("DELETE", "/api/v1/secret/7", nlohmann::json::object()).body ==
               absent.body);
}

BOOST_AUTO_TEST_CASE(a_method_that_is_not_taken_is_told_which_are) {
    Server server;
    Client person(server.port());
    const auto reply = person.json("PUT", "/api/v1/sessions", nlohmann::json::object());
    BOOST_TEST(reply.status == 405);
    BOOST_TEST(reply.header("allow") == "POST, DELETE");
    BOOST_TEST(reply.header("content-type") == "application/problem+json");
}

BOOST_AUTO_TEST_CASE(faults_come_as_problem_json_with_their_fields) {
    Server server;
    Client person(server.port());
    const auto reply = person.json("POST", "/api/v1/sessions", {{"username", 7}, {"extra", 1}});
    BOOST_TEST(reply.status == 422);
    const auto problem = reply.json();
    BOOST_TEST(problem["code"] == "blocked");
    BOOST_TEST(problem["errors"].size() == 3u);
    BOOST_TEST(problem["errors"][2]["field"] == "password");
    BOOST_TEST(person.request("POST", "/api/v1/sessions", "application/json", "{").status == 400);
    BOOST_TEST(person.request("POST", "/api/v1/sessions", "text/plain", "{}").status == 415);
    BOOST_TEST(person.get("/api/v1/no-such-thing").json()["status"] == 404);
}

BOOST_DATA_TEST_CASE(a_repeat_with_the_same_key_is_done_once, test::engines(), engine) {
    Server server(test_routes(), engine);
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    person.set_header("Idempotency-Key", "k-1");
    const auto first = person.json("POST", "/api/v1/units", {{"code", "p1"}});
    const auto second = person.json("POST", "/api/v1/units", {{"code", "p1"}});
    BOOST_TEST(first.status == 201);
    BOOST_TEST(second.status == 201);
    BOOST_TEST(first.body == second.body);
    BOOST_TEST(first.header("location") == second.header("location"));
    BOOST_TEST(person.json("POST", "/api/v1/units", {{"code", "other"}}).status == 409);
    BOOST_TEST(units(server) == 2u);
}

BOOST_DATA_TEST_CASE(of_many_repeats_at_once_one_is_done, test::engines(), engine) {
    Server server(test_routes(), engine);
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    person.set_header("Idempotency-Key", "k-1");
    std::vector<std::thread> threads;
    std::vector<test::Reply> replies(8);
    for (auto& reply : replies)
        threads.emplace_back([&reply, copy = person]() mutable {
            reply = copy.json("POST", "/api/v1/units", {{"code", "p1"}});
        });
    for (auto& thread : threads) thread.join();
    for (const auto& reply : replies) {
        BOOST_TEST(reply.status == 201);
        BOOST_TEST(reply.body == replies[0].body);
    }
    BOOST_TEST(units(server) == 2u);
}

BOOST_AUTO_TEST_CASE(files_arrive_whole_or_not_at_all) {
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    person.take_token("ha.tran", Server::password);
    const auto good =
        person.upload("/api/v1/files", {{"kind", "x"}}, "file", "../ba\xcc\x81o.pdf", "abc");
    BOOST_TEST(good.status == 200);
    BOOST_TEST(good.json()["name"] == "báo.pdf");
    const auto spool = std::filesystem::status(server.data() + "/spool").permissions();
    BOOST_TEST((spool == std::filesystem::perms::owner_all));
    BOOST_TEST(good.json()["sha256"] ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    const auto empty = person.upload("/api/v1/files", {}, "file", "a.pdf", "");
    BOOST_TEST(empty.status == 422);
    BOOST_TEST(empty.json()["errors"][0]["field"] == "file");
    BOOST_TEST(person.upload("/api/v1/files", {}, "other", "a.pdf", "abc").status == 422);
    const auto large =
        person.upload("/api/v1/files", {}, "file", "a.pdf", std::string(50 * 1024 * 1024 + 1, 'a'));
    BOOST_TEST(large.status == 413);
    BOOST_TEST(spooled_files(server) == 0u);
}

BOOST_AUTO_TEST_CASE(a_cut_off_message_is_never_taken_for_a_whole_one) {
    Server server(test_routes());
    server.add_person("ha.tran", Role::director);
    Client person(server.port());
    const auto token =
        person.take_token("ha.tran", Server::password).json()["token"].get<std::string>();
    const auto head = "POST /api/v1/files HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token +
                      "\r\nContent-Type: multipart/form-data; boundary=XX\r\n";
    const std::string part =
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc";
    const std::string whole = part + "\r\n--XX--\r\n";
    const auto length = [](std::size_t size) {
        return "Content-Length: " + std::to_string(size) + "\r\n\r\n";
    };
    BOOST_TEST(test::send_raw(server.port(), head + length(whole.size()) + whole).status == 200);
    BOOST_TEST(test::send_raw(server.port(), head + length(whole.size()) + part, true).status ==
               400);
    BOOST_TEST(test::send_raw(server.port(), head + length(part.size()) + part).status == 400);
    BOOST_TEST(
        test::send_raw(server.port(), head + "Transfer-Encoding: chunked\r\n\r\n5\r\n--XX\r", true)
            .status == 400);
    BOOST_TEST(spooled_files(server) == 0u);
}

// Whatever is sent, one connection gets one answer, and the second request
// hidden in it is never heard.
BOOST_AUTO_TEST_CASE(a_hidden_request_is_never_answered) {
    Server server(test_routes());
    const std::string hidden = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string post =
        "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    const std::vector<std::string> messages = {
        hidden + hidden,
        post + "Content-Length: 0\r\n\r\n" + hidden,
        post + "Content-Length: 2\r\n\r\n{}" + hidden,
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        post + "Transfer-Encoding: gzip, chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden,
        post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        "DELETE /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 36\r\n\r\n" + hidden,
        post + "X: " + std::string(4089, 'a') + "\r\nContent-Length: 2\r\n\r\n{}" + hidden,
        "GET / HTTP/1.1\nHost: a\n\n" + hidden,
    };
    for (const auto& message : messages) {
        const auto reply = test::send_raw(server.port(), message);
        BOOST_TEST(reply.answers == 1, message.substr(0, 120));
    }
    for (std::size_t size = 2030; size < 2060; ++size)
        BOOST_TEST(test::send_raw(server.port(), post + "X: " + std::string(size, 'a') +
                                                     "\r\nContent-Length: 2\r\n\r\n{}" + hidden)
                       .answers == 1);
}

BOOST_AUTO_TEST_CASE(slow_senders_do_not_keep_the_others_out) {
    Server server;
    std::vector<std::thread> slow;
    std::vector<test::Reply> replies(16);
    for (auto& reply : replies)
        slow.emplace_back(
            [&] { reply = test::send_raw(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n"); });
    const auto reply = test::send_raw(server.port(), "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(reply.status == 200);
    for (auto& thread : slow) thread.join();
    for (const auto& one : replies) BOOST_TEST(one.status == 408);
}

BOOST_AUTO_TEST_CASE(a_slow_body_keeps_nobody_from_work) {
    Server server;
    const std::string head =
        "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Content-Length: 100\r\n\r\n{";
    std::vector<std::thread> slow;
    std::vector<test::Reply> replies(16);
    for (auto& reply : replies)
        slow.emplace_back([&] { reply = test::send_raw(server.port(), head); });
    const auto reply = test::send_raw(server.port(), "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(reply.status == 200);
    for (auto& thread : slow) thread.join();
    for (const auto& one : replies) BOOST_TEST(one.status == 400);
}

BOOST_AUTO_TEST_CASE(one_too_many_is_told_so_and_served_later) {
    Server server;
    server.app().settings.connections = 0;
    const std::string ask = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto refused = test::send_raw(server.port(), ask);
    BOOST_TEST(refused.status == 503);
    BOOST_TEST(refused.header("retry-after") == "5");
    BOOST_TEST(server.log().find("status=503") != std::string::npos);
    server.app().settings.connections = 10;
    BOOST_TEST(test::send_raw(server.port(), ask).status == 200);
}

BOOST_AUTO_TEST_CASE(an_accident_is_a_number_to_the_reader_and_one_line_to_the_log) {
    Server server(test_routes());
    Client person(server.port());
    const auto page = person.get("/accident");
    BOOST_TEST(page.status == 500);
    BOOST_TEST(page.body.find("password") == std::string::npos);
    const auto problem = person.get("/api/v1/accident").json();
    const auto number = problem["accident"].get<std::string>();
    BOOST_TEST(server.log().find("number=" + number) != std::string::npos);
    BOOST_TEST(server.log().find("\nevent=forged") == std::string::npos);
    BOOST_TEST(person.get("/bad-header").status == 500);
}

BOOST_AUTO_TEST_CASE(what_is_too_large_to_hold_is_streamed) {
    Server server(test_routes());
    Client person(server.port());
    const auto reply = person.get("/stream");
    BOOST_TEST(reply.header("content-length") == "3000000");
    BOOST_TEST(reply.body.size() == 3'000'000u);
    BOOST_TEST(person.get("/broken-stream").status == 500);
    BOOST_TEST(spooled_files(server) == 0u);
    const auto head = person.request("HEAD", "/healthz", "", "");
    BOOST_TEST(head.status == 200);
    BOOST_TEST(head.body.empty());
}

BOOST_AUTO_TEST_CASE(who_is_told_to_stop_is_not_ready_and_serves_still) {
    Server server;
    Client person(server.port());
    BOOST_TEST(person.get("/readyz/haproxy").status == 200);
    server.app().stopping = true;
    BOOST_TEST(person.get("/readyz").status == 503);
    BOOST_TEST(person.get("/readyz/haproxy").status == 404);
    BOOST_TEST(person.get("/sign-in").status == 200);
}

BOOST_AUTO_TEST_CASE(the_program_tells_how_it_is) {
    Server server;
    Client person(server.port());
    BOOST_TEST(person.get("/readyz").status == 200);
    BOOST_TEST(person.get("/assets/tdkt.css").header("content-type") == "text/css; charset=utf-8");
    const auto tag = person.get("/assets/tdkt.css").header("etag");
    person.set_header("If-None-Match", tag);
    const auto known = person.get("/assets/tdkt.css");
    BOOST_TEST(known.status == 304);
    BOOST_TEST(known.body.empty());
    BOOST_TEST(person.get("/assets/parts.css").status == 200);
    person.set_header("If-None-Match", "");
    BOOST_TEST(person.get("/assets/none.css").status == 404);
    BOOST_TEST(person.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0");
    const auto metrics = person.get("/metrics").body;
    BOOST_TEST(metrics.find("tdkt_requests_total{route=\"/readyz\",status=\"200\"} 1\n") !=
               std::string::npos);
    BOOST_TEST(metrics.find("\ntdkt_connections ") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
