// The same work on both databases is shown in the same words and the same order.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

const std::vector<Nominee> people = {
    {"Đặng Thị Đào"}, {"Đàm Vĩnh Hưng"}, {"Hoàng Thị Hoa"}, {"Hoàng Thị Hòa"}, {"Hoàng Thị Hoà B"},
    {"Ấu Thị Ớt"},    {"Y Thanh Êban"},  {"Nguyễn Văn An"}, {"Nguyễn Văn Ân"}, {"Nguyễn văn Ăn"},
    {"Zơ Râm Bốn"},   {"H’Hen Niê"},     {"Dương Thị Ô"},   {"Dương Thị Ơ"},   {"Quách Đình Ưng"}};

// What chance brings, and only that, becomes one word.
json without_chance(json view) {
    static const std::regex chance("[0-9a-f]{16,}|[A-Z0-9]{4}(-[A-Z0-9]{4}){2,}|:[0-9]{4,5}\\b");
    if (view.is_string()) return std::regex_replace(view.get<std::string>(), chance, "…");
    for (auto& inner : view)
        if (inner.is_structured() || inner.is_string()) inner = without_chance(inner);
    return view;
}

// An issued decision, dossiers on their way, and one that waits.
struct Worked {
    Office office;
    explicit Worked(const std::string& engine) : office(engine) {
        office.at("2025-11-03");
        const auto items = appraised(office, "bmt", people);
        appraised(office, "eakar", {{"Trần Quốc Đạt"}, {"Trần Quốc Đát"}, {"Tô Ước"}});
        draft(office, "bmt", {{"Phòng Thu - Sổ, Thẻ", "collective"}});
        pass_council(office, "2025-11-03", items);
        const auto decision = signed_decision(office, {items[0], items[1], items[2]});
        step(office, "vanthu", at("decisions", decision), "issue");
        draft_decision(office, {items[3], items[4]});
        office.work();
    }
    json shown(const std::string& username, const std::string& path) {
        const auto reply = office.as(username).get(path);
        BOOST_TEST(reply.status == 200, username << " " << path << ": " << reply.body);
        return without_chance(reply.json());
    }
    json refused(const std::string& username, const std::string& path, const json& body) {
        const auto reply = office.as(username).post(path, body);
        BOOST_TEST(reply.status >= 400, path << ": " << reply.body);
        return without_chance(reply.json());
    }
};

struct Both {
    Worked sqlite{"sqlite"}, mariadb{"mariadb"};

    void expect_alike(const std::string& username, const std::string& path) {
        BOOST_TEST(sqlite.shown(username, path).dump(1) == mariadb.shown(username, path).dump(1),
                   username << " " << path);
    }
    void expect_refused_alike(const std::string& username, const std::string& path,
                              const json& body) {
        BOOST_TEST(sqlite.refused(username, path, body).dump(1) ==
                       mariadb.refused(username, path, body).dump(1),
                   username << " " << path);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(alike_test)

BOOST_AUTO_TEST_CASE(both_databases_show_the_same_office) {
    Both both;
    for (const auto* path :
         {"/", "/notices", "/campaigns", "/campaigns/1", "/dossiers", "/dossiers/1",
          "/nominations/1", "/decisions", "/decisions/1", "/register", "/honour"})
        both.expect_alike("tchc", path);
    for (const auto* path : {"/meetings", "/meetings/1"}) both.expect_alike("thuky", path);
    both.expect_alike("quantri", "/accounts");
    both.expect_alike("kiemtra", "/audit");
    both.expect_alike("bmt", "/dossiers");
    both.expect_alike("vanthu", "/decisions/1/certificates");
}

BOOST_AUTO_TEST_CASE(both_databases_find_the_same_names) {
    Both both;
    for (const auto* words : {"hoa", "Ho%C3%A0", "dao", "%C4%90%C3%A0m", "dat", "nguyen+van+an",
                              "E%CC%82ban", "%25", "_", "%27", "H%E2%80%99Hen", "%C6%A1"}) {
        both.expect_alike("tchc", std::string("/dossiers?q=") + words);
        both.expect_alike("quantri", std::string("/accounts?q=") + words);
    }
}

BOOST_AUTO_TEST_CASE(both_databases_refuse_in_the_same_words) {
    Both both;
    const std::string much(70'000, 'a');
    both.expect_refused_alike("tchc", "/dossiers/1/events", {{"event", "receive"}});
    both.expect_refused_alike("tchc", "/dossiers/999/events", {{"event", "receive"}});
    both.expect_refused_alike("bmt", "/dossiers", {{"round", 1}, {"title", much}});
    both.expect_refused_alike("bmt", "/dossiers", {{"round", 99}, {"title", "Hồ sơ"}});
    both.expect_refused_alike("quantri", "/accounts",
                              {{"username", "bmt"}, {"name", "Ai đó"}, {"unit", 1}});
    both.expect_refused_alike("vanthu", "/decisions/1/events", {{"event", "issue"}});
}

BOOST_AUTO_TEST_SUITE_END()
