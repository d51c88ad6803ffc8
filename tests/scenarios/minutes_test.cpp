// Minutes are signed by their secretary and their chair, digitally where they have a key.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/signing.h"
#include "tests/support/way.h"

namespace data = boost::unit_test::data;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// The result is declared; the minutes wait for their signatures.
struct Sitting {
    Office office;
    Ids items;
    Id id;
    std::string path;

    explicit Sitting(const std::string& engine = any_engine(), bool in_the_chairs_place = false)
        : office(engine),
          items(appraised(office, "bmt", {{"Trần Quốc Đạt"}})),
          id(call_meeting(office, "2025-11-03", items)),
          path(at("meetings", id)) {
        std::vector<std::string> away;
        if (in_the_chairs_place) {
            preside();
            away = {"chutich"};
        }
        open_vote(office, id, away);
        vote(office, id, items, 11, away);
        declare(office, id);
    }
    // The deputy chair, uv1, leads all items.
    void preside() {
        const auto deputy = page().at("attendance").at(2).at("member_id");
        ok(office.as("thuky").post(path + "/presiding", {{"presiding", deputy}}));
    }
    Reply sign(const std::string& username) {
        return office.as(username).post(path + "/minutes/signatures");
    }
    json page() { return ok(office.as("thuky").get(path)); }
    std::string paper() {
        const auto number = page().at("minutes_id").dump();
        const auto reply = office.as("thuky").get("/documents/" + number + "/pdf");
        BOOST_TEST_REQUIRE(reply.status == 200);
        return reply.body;
    }
    std::string said_against_the_paper() {
        const TempDir folder;
        return said_against_two_signatures(keep(folder, "bien-ban.pdf", paper()));
    }
};

constexpr const char* orders[][2] = {{"thuky", "chutich"}, {"chutich", "thuky"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(minutes_test)

BOOST_DATA_TEST_CASE(the_paper_bears_both_signatures_whoever_is_first,
                     data::make({0, 1}) * engines(), first, engine) {
    Sitting sitting(engine);
    const auto blank = sitting.paper();
    const auto& order = orders[first];
    ok(sitting.sign(order[0]));
    BOOST_TEST(sitting.page().at("signatures").size() == 1u);
    BOOST_TEST(sitting.sign(order[0]).status == 409);
    ok(sitting.sign(order[1]));
    BOOST_TEST(sitting.said_against_the_paper() == "");
    BOOST_TEST(sitting.paper().starts_with(blank));
    const auto signatures = sitting.page().at("signatures");
    BOOST_TEST_REQUIRE(signatures.size() == 2u);
    BOOST_TEST(signatures[0].at("capacity_label") == (first == 0 ? "Thư ký" : "Chủ tọa"));
    for (const auto& signature : signatures) BOOST_TEST(signature.at("valid") == true);
    BOOST_TEST(sitting.office.count("select count(*) from file where sha256 not in"
                                    " (select sha256 from attachment) and sha256 not in"
                                    " (select rendered_file from document) and sha256 not in"
                                    " (select template_file from document) and sha256 not in"
                                    " (select signed_file from document)") == 0);
    BOOST_TEST(sitting.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(both_may_sign_at_the_same_moment, engines(), engine) {
    Sitting sitting(engine);
    int statuses[2] = {};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&, i, person = sitting.office.as(orders[0][i])]() mutable {
                statuses[i] = person.post(sitting.path + "/minutes/signatures").status;
            });
    }
    BOOST_TEST(statuses[0] == 200);
    BOOST_TEST(statuses[1] == 200);
    BOOST_TEST(sitting.said_against_the_paper() == "");
}

BOOST_AUTO_TEST_CASE(who_has_no_key_signs_by_the_record_and_by_hand) {
    Sitting sitting(any_engine(), true);
    ok(sitting.sign("thuky"));
    ok(sitting.sign("uv1"));
    const auto page = sitting.page();
    BOOST_TEST(page.at("signatures").size() == 1u);
    for (const auto& one : page.at("minutes_signatures")) BOOST_TEST(one.at("signed") == true);
    BOOST_TEST(sitting.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_led_in_the_chairs_place_is_asked_to_sign_and_the_chair_is_not) {
    Sitting sitting(any_engine(), true);
    const auto asked = [&](const std::string& username) {
        const auto desk = ok(sitting.office.as(username).get("/"));
        return std::ranges::any_of(
            desk.at("groups"), [](const auto& one) { return one.at("group_code") == "minutes"; });
    };
    BOOST_TEST(asked("uv1"));
    BOOST_TEST(!asked("chutich"));
    BOOST_TEST(asked("thuky"));
    ok(sitting.sign("uv1"));
    BOOST_TEST(!asked("uv1"));
}

BOOST_AUTO_TEST_CASE(who_is_in_conflict_gets_no_signed_paper) {
    Office office;
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
    const auto id = call_meeting(office, "2025-11-03", items);
    const auto path = at("meetings", id);
    ok(office.as("uv2").post(path + "/conflicts",
                             {{"relation", "relative"}, {"persons", "Trần Quốc Đạt"}}));
    open_vote(office, id);
    vote(office, id, items, 11, {"uv2"});
    ok(office.as("uv2").post(path + "/ballot", ballot({items[1]})));
    declare(office, id);
    sign_minutes(office, id);
    const auto number = ok(office.as("uv2").get(path)).at("minutes_id").dump();
    const auto page = ok(office.as("uv2").get("/documents/" + number + "/page"));
    BOOST_TEST(page.dump().find("Quốc Đạt") == std::string::npos);
    BOOST_TEST(page.dump().find("Văn Ước") != std::string::npos);
    const auto pdf = office.as("uv2").get("/documents/" + number + "/pdf");
    BOOST_TEST_REQUIRE(pdf.status == 200);
    BOOST_TEST(pdf.body.find("/ByteRange") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_paper_in_the_place_of_the_signed_one_is_found) {
    Sitting sitting;
    ok(sitting.sign("thuky"));
    sitting.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update document set signed_file = (select min(sha256) from file where"
                       " sha256 <> rendered_file and sha256 <> signed_file)"
                       " where kind = 'minutes'";
    });
    const auto breaks = sitting.office.breaks();
    BOOST_TEST_REQUIRE(!breaks.empty());
    BOOST_TEST(breaks.front() == "meeting " + std::to_string(sitting.id) +
                                     ": minutes: its signed paper is another paper");
}

BOOST_AUTO_TEST_SUITE_END()
