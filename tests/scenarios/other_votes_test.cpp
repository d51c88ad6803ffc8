// Votes that are not sealed ballots: on paper, by name, by hands.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

// Two nominations on the agenda; the vote is not open yet.
struct Sitting {
    Office office;
    Ids items;
    Id id;
    std::string path;

    explicit Sitting(const std::string& engine = any_engine())
        : office(engine),
          items(appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}})),
          id(call_meeting(office, "2025-11-03", items)),
          path(at("meetings", id)) {}

    Reply post(const std::string& who, const std::string& what, const json& body = json::object()) {
        return office.as(who).post(path + what, body);
    }
    json page(const std::string& who = "thuky") { return ok(office.as(who).get(path)); }
    Id seat(std::size_t place) { return page().at("attendance").at(place).at("member_id"); }
    Reply declare() { return post("thuky", "/events", {{"event", "declare"}}); }
    // A teller's numbers, the same for both items.
    Reply tell(const std::string& who, int yes, int no, int invalid) {
        json body;
        for (const auto item : items) {
            body["yes-" + std::to_string(item)] = yes;
            body["no-" + std::to_string(item)] = no;
            body["invalid-" + std::to_string(item)] = invalid;
        }
        return post(who, "/paper-count", body);
    }
};

std::string message(const Reply& reply) {
    const auto said = reply.json();
    return said.contains("errors") ? said.at("errors").at(0).at("message") : said.at("detail");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(other_votes_test)

BOOST_DATA_TEST_CASE(ballots_on_paper_count_when_both_tellers_agree, engines(), engine) {
    Sitting sitting(engine);
    open_vote(sitting.office, sitting.id);
    const auto forms = [&](int given) {
        return sitting.post("thuky", "/paper-forms", {{"given", given}});
    };
    const auto early = sitting.post("thuky", "/paper-ballots", {{"member", sitting.seat(8)}});
    BOOST_TEST(message(early) ==
               "Số phiếu giấy thu về không thể nhiều hơn số phiếu phát ra: 0. Hãy ghi số phiếu đã "
               "phát ra trước.");
    BOOST_TEST(forms(-1).status == 422);
    BOOST_TEST(forms(100).status == 422);
    ok(forms(3));
    for (const std::size_t place : {8, 9, 10})  // uv7, uv8, uv9
        ok(sitting.post("thuky", "/paper-ballots", {{"member", sitting.seat(place)}}));
    BOOST_TEST(sitting.post("thuky", "/paper-ballots", {{"member", sitting.seat(10)}}).status ==
               422);
    BOOST_TEST(sitting.post("uv9", "/ballot", ballot(sitting.items)).status == 409);
    BOOST_TEST(message(forms(2)) == "Đã thu về 3 phiếu giấy; số phát ra không thể ít hơn.");
    ok(forms(4));
    BOOST_TEST(sitting.page().at("ballots").at("received") == 3);
    const auto tellers = {sitting.seat(2), sitting.seat(3)};  // uv1, uv2
    ok(sitting.post("thuky", "/tellers", {{"tellers", tellers}}));
    BOOST_TEST(sitting.tell("uv1", 2, 1, 0).status == 409);  // ballots are still awaited
    vote(sitting.office, sitting.id, sitting.items, 8, {"uv7", "uv8", "uv9"});
    BOOST_TEST(sitting.tell("uv3", 2, 1, 0).status == 403);
    BOOST_TEST(message(sitting.tell("uv1", 2, 2, 0)) == "Cộng lại phải bằng số phiếu giấy: 3.");
    ok(sitting.tell("uv1", 2, 1, 0));
    BOOST_TEST(message(count_ballots(sitting.office, sitting.id)) ==
               "Hai người kiểm phiếu giấy chưa ghi đủ kết quả của “Trần Quốc Đạt”.");
    ok(sitting.tell("uv2", 1, 2, 0));
    const auto differing = message(count_ballots(sitting.office, sitting.id));
    BOOST_TEST(
        differing ==
        "Hai người kiểm phiếu giấy ghi khác nhau ở “Trần Quốc Đạt”; hãy kiểm lại và ghi lại.");
    BOOST_TEST(sitting.office.count("select count(*) from opened_ballot") == 0);
    ok(sitting.tell("uv2", 2, 1, 0));
    ok(count_ballots(sitting.office, sitting.id));
    ok(sitting.declare());
    const auto minutes = ok(sitting.office.as("thuky").get(sitting.path + "/count-minutes"));
    BOOST_TEST(minutes.at("data").at("paper") == "Phiếu giấy: phát ra 04, thu về 03");
    const auto opened =
        ok(sitting.office.as("uv1").get(sitting.path + "/ballots")).at("items").at(0);
    BOOST_TEST(opened.at("yes") == 10);
    BOOST_TEST(opened.at("no") == 1);
    BOOST_TEST(opened.at("turnout") == 11);
    BOOST_TEST(sitting.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_has_a_part_in_an_item_counts_no_ballots) {
    Sitting sitting;
    open_vote(sitting.office, sitting.id, {"uv8"}, {"uv9"});
    const auto named = [&](std::size_t first, std::size_t second) {
        const auto two = {sitting.seat(first), sitting.seat(second)};
        return sitting.post("thuky", "/tellers", {{"tellers", two}}).status;
    };
    BOOST_TEST(named(2, 10) == 422);
    BOOST_TEST(named(2, 9) == 422);
    BOOST_TEST(named(2, 3) == 200);
    BOOST_TEST(sitting.post("thuky", "/tellers", {{"tellers", {sitting.seat(2)}}}).status == 422);
    const auto more = {sitting.seat(2), sitting.seat(3), sitting.seat(4)};
    ok(sitting.post("thuky", "/tellers", {{"head", sitting.seat(4)}, {"tellers", more}}));
    const auto said = sitting.page().at("poll").at("tellers_text").get<std::string>();
    BOOST_TEST(said.find("(Trưởng ban), ") != std::string::npos);
    BOOST_TEST(sitting.office.count("select count(*) from poll_teller") == 3);
}

BOOST_AUTO_TEST_CASE(the_form_of_the_ballot_holds_what_is_secret_and_is_for_whoever_gives_it_out) {
    Sitting sitting;
    const auto first = std::to_string(sitting.items[0]);
    ok(sitting.post("thuky", "/forms", {{"forms", {first + ":hands"}}}));
    const auto form = ok(sitting.office.as("thuky").get(sitting.path + "/ballot-form"));
    BOOST_TEST(form.at("data").at("items").size() == 1u);
    BOOST_TEST(form.at("data").at("items")[0].at("name") == "Lê Văn Ước");
    BOOST_TEST(sitting.office.as("uv1").get(sitting.path + "/ballot-form").status == 404);
    ok(sitting.post("thuky", "/conflicts", {{"relation", "relative"}, {"persons", "Ai Đó"}}));
    BOOST_TEST(sitting.office.as("thuky").get(sitting.path + "/ballot-form").status == 403);
    const auto offered = sitting.page().at("sheets").dump();
    BOOST_TEST(offered.find("ballot-form") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_page_says_how_far_the_vote_is) {
    Sitting sitting;
    const auto told = [&] {
        return sitting.page().at("state_label").get<std::string>() + "; " +
               ok(sitting.office.as("thuky").get("/meetings"))
                   .at("meetings")[0]
                   .at("state_label")
                   .get<std::string>();
    };
    open_vote(sitting.office, sitting.id);
    BOOST_TEST(told() == "Đang biểu quyết; Đang biểu quyết");
    vote(sitting.office, sitting.id, sitting.items, 11);
    ok(sitting.post("thuky", "/end-vote"));
    BOOST_TEST(told() ==
               "Đã kết thúc bỏ phiếu, chờ kiểm phiếu; Đã kết thúc bỏ phiếu, chờ kiểm phiếu");
    ok(count_ballots(sitting.office, sitting.id));
    BOOST_TEST(told() == "Đã kiểm phiếu, chờ công bố; Đã kiểm phiếu, chờ công bố");
    ok(sitting.declare());
    BOOST_TEST(told() == "Đã công bố kết quả; Đã công bố kết quả");
}

BOOST_DATA_TEST_CASE(an_open_vote_is_kept_by_name_and_needs_no_codes, engines(), engine) {
    Sitting sitting(engine);
    json forms = {{"forms", json::array()}};
    for (const auto item : sitting.items) forms["forms"].push_back(std::to_string(item) + ":open");
    ok(sitting.post("thuky", "/forms", forms));
    open_vote(sitting.office, sitting.id);
    BOOST_TEST(sitting.post("thuky", "/forms", forms).status == 409);
    const auto told = ok(sitting.post("uv1", "/ballot", ballot(sitting.items, "no")));
    BOOST_TEST(!told.contains("trackers"));
    ok(sitting.post("uv2", "/ballot", ballot(sitting.items, "blank")));
    vote(sitting.office, sitting.id, sitting.items, 11, {"uv1", "uv2"});
    BOOST_TEST(sitting.office.count("select count(*) from ballot") == 0);
    const auto said = sitting.page("uv5").at("poll").at("said");
    BOOST_TEST(said.size() == 22u);
    BOOST_TEST(said.at(2).at("member_name") == "Đỗ Thị Hằng");
    BOOST_TEST(said.at(2).at("choice_label") == "Không đồng ý");
    ok(sitting.declare());
    const auto result = sitting.page().at("results").at(0);
    BOOST_TEST(result.at("yes") == 9);
    BOOST_TEST(result.at("no") == 1);
    BOOST_TEST(result.at("result") == "recommended");
    BOOST_TEST(sitting.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(hands_add_up_to_those_who_are_there, engines(), engine) {
    Sitting sitting(engine);
    const auto first = std::to_string(sitting.items[0]);
    ok(sitting.post("thuky", "/forms", {{"forms", {first + ":hands"}}}));
    open_vote(sitting.office, sitting.id, {"uv8"}, {"uv9"});
    vote(sitting.office, sitting.id, {sitting.items[1]}, 11, {"uv8", "uv9"});
    ok(count_ballots(sitting.office, sitting.id));
    BOOST_TEST(message(sitting.declare()).find("giơ tay do Thư ký ghi số") != std::string::npos);
    const auto enter = [&](int yes, int no, int unvoted) {
        return sitting.post(
            "thuky", "/hands",
            {{"nomination", sitting.items[0]}, {"yes", yes}, {"no", no}, {"unvoted", unvoted}});
    };
    BOOST_TEST(message(enter(6, 2, 2)) == "Cộng lại phải bằng số người có mặt được biểu quyết: 9.");
    BOOST_TEST(enter(-1, 8, 2).status == 422);
    ok(enter(5, 2, 2));
    ok(enter(6, 2, 1));
    ok(sitting.declare());
    const auto result = sitting.page().at("results").at(0);
    BOOST_TEST(result.at("yes") == 6);
    BOOST_TEST(result.at("no") == 2);
    BOOST_TEST(sitting.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_the_rules_do_not_allow_is_voted_on_in_secret) {
    Sitting sitting;
    sitting.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update nomination set award = 'CSTDCS' where id = " << sitting.items[0];
    });
    const auto first = std::to_string(sitting.items[0]);
    BOOST_TEST(sitting.post("thuky", "/forms", {{"forms", {first + ":hands"}}}).status == 422);
    BOOST_TEST(sitting.post("thuky", "/forms", {{"forms", {first + ":vỗ tay"}}}).status == 422);
    BOOST_TEST(sitting.post("thuky", "/forms", {{"forms", {"99999:secret"}}}).status == 422);
    ok(sitting.post("thuky", "/forms", {{"forms", {first + ":secret"}}}));
}

BOOST_AUTO_TEST_SUITE_END()
