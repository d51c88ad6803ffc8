// Bad input: what is told, and that nothing of it stays.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

// Everything that a refused request could have changed.
std::vector<std::int64_t> state_of(Office& office) {
    std::vector<std::int64_t> all;
    for (const auto* table : {"dossier", "nomination", "attachment", "file", "event", "job",
                              "document", "meeting", "agenda_item", "attendance", "decision",
                              "decision_item", "series", "account", "idempotency"})
        all.push_back(office.count("select count(*) from " + std::string(table)));
    for (const auto* sum : {"select coalesce(sum(version + edits), 0) from dossier",
                            "select coalesce(sum(version), 0) from meeting",
                            "select coalesce(sum(version), 0) from decision",
                            "select coalesce(sum(version), 0) from account"})
        all.push_back(office.count(sum));
    return all;
}

std::size_t spooled(Office& office) {
    const auto folder = std::filesystem::path(office.server().data()) / "spool";
    if (!std::filesystem::exists(folder)) return 0;
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

// Checks that a request is refused as it should be, and leaves no trace.
struct Refusal {
    Office& office;
    std::vector<std::int64_t> before = state_of(office);

    void holds(const Reply& reply, int status, const std::string& code, const std::string& field) {
        BOOST_TEST(reply.status == status, reply.body);
        BOOST_TEST(reply.header("content-type") == "application/problem+json");
        const auto problem = reply.json();
        BOOST_TEST(problem.at("code") == code, reply.body);
        BOOST_TEST(problem.at("status") == status);
        BOOST_TEST(is_vietnamese(problem.at("detail")), reply.body);
        bool named = field.empty();
        for (const auto& error : problem.value("errors", json::array())) {
            named = named || error.at("field") == field;
            BOOST_TEST(is_vietnamese(error.at("message")), reply.body);
        }
        BOOST_TEST(named, reply.body);
        BOOST_TEST(state_of(office) == before, boost::test_tools::per_element());
        BOOST_TEST(spooled(office) == 0u);
    }

    // Sentences of ours have letters beyond ASCII.
    static bool is_vietnamese(const std::string& text) {
        return std::any_of(text.begin(), text.end(), [](char c) { return c < 0; });
    }
};

struct Wrong {
    std::string username, path;
    json body;
    std::string field;
};

std::string multipart(const std::string& content, const std::string& end = "\r\n--b--\r\n") {
    return "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nother\r\n"
           "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" +
           content + end;
}

constexpr auto multipart_type = "multipart/form-data; boundary=b";

}  // namespace

BOOST_AUTO_TEST_SUITE(refusals_test)

BOOST_DATA_TEST_CASE(wrong_values_and_unknown_fields_are_named, engines(), engine) {
    Office office(engine);
    const auto round = office.campaign().rounds[0].id;
    const auto dossier = "/dossiers/" + std::to_string(draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    const auto meeting =
        "/meetings/" + std::to_string(call_meeting(office, "2025-11-03",
                                                   appraised(office, "eakar", {{"Lê Anh"}})));
    const json person = {{"nominee_kind", "person"},
                         {"nominee_name", "Lê Văn Ước"},
                         {"prize", "person"},
                         {"summary", "Tốt"}};
    const auto but = [](json body, const char* field, const json& value) {
        body[field] = value;
        return body;
    };
    const auto add = dossier + "/nominations";
    const json call = {{"council", office.council_term()},
                       {"held_on", "2025-11-04"},
                       {"held_time", "14:00"},
                       {"place", "Phòng họp"}};
    const std::vector<Wrong> all = {
        {"bmt", "/dossiers", {{"round", "một"}, {"title", "x"}}, "round"},
        {"bmt", "/dossiers", {{"round", 1.5}, {"title", "x"}}, "round"},
        {"bmt", "/dossiers", {{"round", 9'007'199'254'740'993}, {"title", "x"}}, "round"},
        {"bmt", "/dossiers", {{"round", round}, {"title", 7}}, "title"},
        {"bmt", "/dossiers", {{"round", round}, {"title", "   "}}, "title"},
        {"bmt", "/dossiers", {{"round", round}, {"title", std::string(501, 'x')}}, "title"},
        {"bmt", "/dossiers", {{"round", round}, {"title", "x\x01y"}}, "title"},
        {"bmt", "/dossiers", {{"round", round}}, "title"},
        {"bmt", "/dossiers", {{"round", round}, {"title", "x"}, {"unit", 3}}, "unit"},
        {"bmt", add, but(person, "nominee_kind", "robot"), "nominee_kind"},
        {"bmt", add, but(person, "nominee_kind", "collective"), "prize"},
        {"bmt", add, but(person, "prize", "gold"), "prize"},
        {"bmt", add, but(person, "nominee_name", nullptr), "nominee_name"},
        {"bmt", add, but(person, "nominee_name", json::array()), "nominee_name"},
        {"bmt", add, but(person, "summary", std::string(2001, 'x')), "summary"},
        {"bmt", dossier + "/events", {{"event", "publish"}}, "event"},
        {"bmt", dossier + "/events", json::object(), "event"},
        {"bmt", dossier + "/events", {{"event", "submit"}, {"reason", true}}, "reason"},
        {"thuky", "/meetings", but(call, "held_on", "2025-02-30"), "held_on"},
        {"thuky", "/meetings", but(call, "held_on", 20251104), "held_on"},
        {"thuky", "/meetings", but(call, "held_on", "2020-01-01"), "held_on"},
        {"thuky", "/meetings", but(call, "held_on", "2100-01-01"), "council"},
        {"thuky", "/meetings", but(call, "held_time", "25:00"), "held_time"},
        {"thuky", "/meetings", but(call, "council", 999), "council"},
        {"thuky", meeting + "/agenda", {{"nominations", "1"}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", {"abc"}}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", {1, 1}}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", {999999}}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", {1}}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", {2}}}, "nominations"},
        {"thuky", meeting + "/agenda", {{"nominations", json::array()}}, "nominations"},
        {"thuky", meeting + "/attendance", {{"attendance", {"1:asleep"}}}, "attendance"},
        {"thuky", meeting + "/attendance", {{"attendance", {"999:present"}}}, "attendance"},
        {"thuky", meeting + "/attendance", {{"attendance", {true}}}, "attendance"},
        {"thuky",
         meeting + "/attendance",
         {{"attendance", {"1:present"}}, {"recused", {999}}},
         "recused"},
        {"tchc",
         "/decisions",
         {{"nominations", {"x"}}, {"title", "x"}, {"signer", office.account("giamdoc")}},
         "nominations"},
        {"tchc",
         "/decisions",
         {{"nominations", {1}}, {"title", "x"}, {"signer", 1}, {"number", 1}},
         "number"},
        {"quantri",
         "/accounts",
         {{"username", "a b"},
          {"roles", {"clerk"}},
          {"name", "A"},
          {"post", "B"},
          {"unit", 1},
          {"password", "cà phê sáng ở Buôn Ma Thuột"}},
         "username"},
        {"quantri",
         "/accounts",
         {{"username", "ab"},
          {"name", "A"},
          {"post", "B"},
          {"unit", 999},
          {"password", "cà phê sáng ở Buôn Ma Thuột"}},
         "unit"},
    };
    Refusal refusal{office};
    for (const auto& wrong : all) BOOST_TEST_CONTEXT(wrong.path << ' ' << wrong.body.dump())
    refusal.holds(office.as(wrong.username).post(wrong.path, wrong.body), 422, "blocked",
                  wrong.field);
    refusal.holds(office.as("bmt").get("/dossiers?state=lost"), 422, "blocked", "state");
    refusal.holds(office.as("bmt").get("/dossiers?before=x"), 422, "blocked", "before");
    refusal.holds(office.as("bmt").get("/dossiers?colour=red"), 422, "blocked", "colour");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_at_all_is_refused_whole) {
    Office office;
    Refusal refusal{office};
    auto officer = office.as("bmt");
    const auto send = [&](const std::string& type, const std::string& body) {
        return officer.client().request("POST", "/api/v1/dossiers", type, body);
    };
    const std::vector<std::string> bodies = {"{\"title\": \"B\xff\"}",
                                             "{\"title\": \"\\ud800\"}",
                                             "{\"title\": \"a\", \"title\": \"b\"}",
                                             "{",
                                             "[1]",
                                             std::string(100'000, '[')};
    for (const auto& body : bodies)
        refusal.holds(send("application/json", body), 400, "malformed", "");
    refusal.holds(send("text/plain", "{}"), 415, "unsupported", "");
    refusal.holds(send("application/json", "{\"title\": \"" + std::string(1'100'000, 'x') + "\"}"),
                  413, "too_large", "");
    // A form is read field by field, so its answer can name the one.
    Client browser(office.server().port());
    browser.sign_in("bmt", Server::password);
    browser.get("/dossiers/new");
    const auto before = state_of(office);
    const auto page = browser.request("POST", "/dossiers", "application/x-www-form-urlencoded",
                                      "csrf=" + browser.csrf() + "&round=1&title=%ff%fe");
    BOOST_TEST(page.status == 422);
    BOOST_TEST(page.body.find("“Trích yếu tờ trình” không phải là văn bản UTF-8") !=
               page.body.npos);
    BOOST_TEST(state_of(office) == before, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(files_that_are_none_are_refused_and_leave_nothing, engines(), engine) {
    Office office(engine);
    const auto path =
        "/dossiers/" + std::to_string(draft(office, "bmt", {{"Trần Quốc Đạt"}})) + "/attachments";
    const auto item = "/nominations/" +
                      std::to_string(office.count("select max(id) from nomination")) +
                      "/attachments";
    Refusal refusal{office};
    auto officer = office.as("bmt");
    const auto send = [&](const std::string& body) {
        return officer.client().request("POST", "/api/v1" + path, multipart_type, body);
    };
    for (const auto& to : {path, item}) {
        refusal.holds(officer.attach(to, "other", "a.txt", ""), 422, "blocked", "file");
        refusal.holds(officer.attach(to, "picture", "a.txt", "a\n"), 422, "blocked", "kind");
        refusal.holds(officer.attach(to, "other", "a.pdf",
                                     std::string("\x7f"
                                                 "ELF\x02\x01\x01",
                                                 7) +
                                         std::string(60, '\0')),
                      422, "blocked", "file");
        refusal.holds(officer.attach(to, "other", "a.pdf", "#!/bin/sh\nrm -rf /\n"), 422, "blocked",
                      "file");
        refusal.holds(
            officer.attach(to, "other", "a.pdf", "<!DOCTYPE html><html><script>x</script></html>"),
            422, "blocked", "file");
        refusal.holds(officer.attach(to, "other", "virus.exe", "vô hại\n"), 422, "blocked", "file");
        refusal.holds(officer.post(to, {{"kind", "other"}}), 422, "blocked", "file");
    }
    refusal.holds(send(multipart("abc", "")), 400, "malformed", "");
    refusal.holds(send(multipart("abc", "\r\n--b")), 400, "malformed", "");
    refusal.holds(send("--b\r\nContent-Disposition: form-data"), 400, "malformed", "");
    // A second file, and a file in a field that takes none.
    refusal.holds(send(multipart("a\n",
                                 "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                                 "filename=\"b.txt\"\r\n\r\nb\r\n--b--\r\n")),
                  422, "blocked", "file");
    refusal.holds(send("--b\r\nContent-Disposition: form-data; name=\"kind\"; "
                       "filename=\"b.txt\"\r\n\r\nb\r\n--b--\r\n"),
                  422, "blocked", "");
}

BOOST_AUTO_TEST_CASE(a_file_beyond_50_megabytes_is_refused_as_announced_and_as_sent) {
    Office office;
    const auto path = "/api/v1/dossiers/" +
                      std::to_string(draft(office, "bmt", {{"Trần Quốc Đạt"}})) + "/attachments";
    Refusal refusal{office};
    Client officer(office.server().port());
    const auto token = ok(officer.json("POST", "/api/v1/sessions",
                                       {{"username", "bmt"}, {"password", Server::password}}))
                           .at("token")
                           .get<std::string>();
    const auto head = "POST " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + token +
                      "\r\nContent-Type: " + multipart_type + "\r\n";
    // Not one byte of it has to be sent.
    refusal.holds(send_raw(office.server().port(), head + "Content-Length: 60000000\r\n\r\n"), 413,
                  "too_large", "file");
    const auto large = multipart(std::string(50 * 1024 * 1024 + 1, 'a'));
    refusal.holds(
        send_raw(office.server().port(),
                 head + "Content-Length: " + std::to_string(large.size()) + "\r\n\r\n" + large),
        413, "too_large", "file");
    // In chunks nothing is announced.
    std::string chunked;
    for (int i = 0; i < 52; ++i)
        chunked +=
            "100000\r\n" +
            (i == 0 ? multipart("", "") + std::string(0x100000 - multipart("", "").size(), 'a')
                    : std::string(0x100000, 'a')) +
            "\r\n";
    refusal.holds(send_raw(office.server().port(),
                           head + "Transfer-Encoding: chunked\r\n\r\n" + chunked + "0\r\n\r\n"),
                  413, "too_large", "file");
    // The connection breaks in the middle.
    const auto broken = send_raw(
        office.server().port(), head + "Content-Length: 5000\r\n\r\n" + multipart("abc", ""), true);
    BOOST_TEST((broken.status == 0 || broken.status == 400));
    BOOST_TEST(state_of(office) == refusal.before, boost::test_tools::per_element());
    BOOST_TEST(spooled(office) == 0u);
}

BOOST_DATA_TEST_CASE(a_stale_version_is_told_and_changes_nothing, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "eakar", {{"Lê Văn Ước"}});
    const auto meeting = "/meetings/" + std::to_string(call_meeting(office, "2025-11-03", items));
    const auto id = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto dossier = "/dossiers/" + std::to_string(id);
    const auto nomination = "/nominations/" + std::to_string(nominations(office, id).at(0));
    const json person = {{"nominee_kind", "person"},
                         {"nominee_name", "Lê Văn Ước"},
                         {"prize", "person"},
                         {"summary", "Tốt"}};
    Refusal refusal{office};
    const auto stale = [&](const std::string& username, const std::string& path, const json& body) {
        BOOST_TEST_CONTEXT(path)
        refusal.holds(office.as(username).with("If-Match", "\"0\"").post(path, body), 412, "stale",
                      "");
    };
    stale("bmt", dossier, {{"title", "Khác"}});
    stale("bmt", dossier + "/nominations", person);
    stale("bmt", nomination, person);
    stale("bmt", nomination + "/remove", json::object());
    stale("bmt.gd", dossier + "/events", {{"event", "submit"}});
    stale("bmt.gd", nomination + "/events", {{"event", "submit"}});
    stale("thuky", meeting + "/attendance", {{"attendance", {"1:present"}}});
    stale("thuky", meeting + "/events", {{"event", "open_vote"}});
    auto officer = office.as("bmt");
    refusal.holds(officer.with("If-Match", "x").post(dossier, {{"title", "Khác"}}), 400,
                  "malformed", "");
    const auto tag = office.as("bmt").get(dossier).header("etag");
    ok(officer.with("If-Match", tag).post(dossier, {{"title", "Khác"}}));
    BOOST_TEST(officer.post(dossier, {{"title", "Khác nữa"}}).status == 412);
}

BOOST_DATA_TEST_CASE(what_is_sent_twice_with_one_key_is_done_once, engines(), engine) {
    Office office(engine);
    const json body = {{"round", office.campaign().rounds[0].id}, {"title", "Đề nghị"}};
    auto officer = office.as("bmt").with("Idempotency-Key", "k1");
    const auto first = officer.post("/dossiers", body), second = officer.post("/dossiers", body);
    BOOST_TEST(first.status == 201);
    BOOST_TEST(second.status == 201);
    BOOST_TEST(first.body == second.body);
    BOOST_TEST(office.count("select count(*) from dossier") == 1);
    {
        Refusal refusal{office};
        auto other = body;
        other["title"] = "Đề nghị khác";
        refusal.holds(officer.post("/dossiers", other), 409, "conflict", "");
    }
    const auto path = "/dossiers/" + first.json().at("id").dump();
    nominate(office, "bmt", first.json().at("id"), {"Trần Quốc Đạt"});
    const auto send = [&] {
        return office.as("bmt")
            .with("Idempotency-Key", "k2")
            .attach(path + "/attachments", "unit_minutes", "b.txt", "Biên bản\n");
    };
    BOOST_TEST(send().body == send().body);
    BOOST_TEST(office.count("select count(*) from attachment") == 1);
    const auto step_twice = [&] {
        return office.as("bmt.gd")
            .with("Idempotency-Key", "k3")
            .post(path + "/events", {{"event", "withdraw"}});
    };
    BOOST_TEST(step_twice().status == 200);
    BOOST_TEST(step_twice().status == 200);
    BOOST_TEST(office.count("select count(*) from event") == 1);
    // Another person's key is another key.
    BOOST_TEST(office.as("eakar").with("Idempotency-Key", "k1").post("/dossiers", body).status ==
               201);
}

BOOST_DATA_TEST_CASE(a_refused_request_leaves_its_key_free, engines(), engine) {
    Office office(engine);
    auto officer = office.as("bmt").with("Idempotency-Key", "k1");
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto path = "/dossiers/" + std::to_string(dossier) + "/nominations";
    json person = {{"nominee_kind", "person"},
                   {"nominee_name", "Trần Quốc Đạt"},
                   {"prize", "person"},
                   {"summary", "Tốt"}};
    Refusal{office}.holds(officer.post(path, person), 409, "conflict", "nominee_name");
    person["nominee_name"] = "Lê Văn Ước";
    BOOST_TEST(officer.post(path, person).status == 201);
}

BOOST_AUTO_TEST_SUITE_END()
