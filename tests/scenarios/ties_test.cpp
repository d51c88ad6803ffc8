// Votes that are even, under rules that leave them to whoever presides.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

constexpr auto day = "2025-11-03";

struct Sitting {
    Office office;
    Tie tie;
    std::string path;

    explicit Sitting(const std::string& engine = any_engine())
        : office(engine), tie(even_vote(office, day)), path(at("meetings", tie.meeting)) {}

    Reply decide(const std::string& who, const char* decision,
                 const char* reason = "Có sáng kiến.") {
        return office.as(who).post(
            path + "/ties",
            {{"nomination", tie.nomination}, {"decision", decision}, {"reason", reason}});
    }
    json shown(const std::string& who) { return ok(office.as(who).get(path)); }
    json minutes() {
        const auto paper = shown("thuky").at("minutes_id").dump();
        return ok(office.as("thuky").get("/documents/" + paper + "/page")).at("data");
    }
    std::string history(const std::string& who) {
        return ok(office.as(who).get(at("nominations", tie.nomination))).dump();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ties_test)

BOOST_DATA_TEST_CASE(who_presides_decides_a_tie_once_and_the_papers_cite_why, engines(), engine) {
    Sitting s(engine);
    BOOST_TEST(s.shown("chutich").at("ties").at(0).at("can_decide") == true);
    BOOST_TEST(s.shown("thuky").at("ties").at(0).at("can_decide") == false);
    BOOST_TEST(s.shown("uv1").at("ties").empty());
    BOOST_TEST(s.decide("chutich", "yes", " ").status == 422);
    BOOST_TEST(s.decide("chutich", "blank").status == 422);
    ok(s.decide("chutich", "yes"));
    BOOST_TEST(s.decide("chutich", "no").status == 422);
    BOOST_TEST(s.office.count("select count(*) from tie_decision") == 1);
    step(s.office, "thuky", s.path, "declare");
    const auto result = s.shown("uv1").at("results").at(0);
    BOOST_TEST(result.at("yes") == 2);
    BOOST_TEST(result.at("result") == "recommended");
    BOOST_TEST(result.at("tie_text") ==
               "Đúng một nửa đồng ý, Hoàng Thị Liên quyết định đạt: Có sáng kiến.");
    BOOST_TEST(
        s.minutes().at("ties").at(0) ==
        "Tại số thứ tự 1 có 2/4 phiếu đồng ý, đúng một nửa; theo Điều 9 khoản 4, Quy chế hoạt "
        "động của Hội đồng, Hoàng Thị Liên điều hành phiên họp quyết định: đạt; lý do: Có "
        "sáng kiến.");
    BOOST_TEST(s.history("uv1").find("Quyết định đạt khi số phiếu ngang nhau") !=
               std::string::npos);
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(without_a_decision_a_tie_is_not_carried, engines(), engine) {
    Sitting s(engine);
    step(s.office, "thuky", s.path, "declare");
    BOOST_TEST(s.shown("uv1").at("results").at(0).at("result") == "not_recommended");
    BOOST_TEST(s.decide("chutich", "yes").status == 403);
    BOOST_TEST(s.office.count("select count(*) from tie_decision") == 0);
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tie_decided_against_is_not_carried_and_says_so) {
    Sitting s;
    ok(s.decide("chutich", "no", "Thành tích chưa rõ"));
    step(s.office, "thuky", s.path, "declare");
    BOOST_TEST(s.shown("uv1").at("results").at(0).at("result") == "not_recommended");
    BOOST_TEST(s.minutes().at("ties").dump().find("không đạt; lý do: Thành tích chưa rõ.") !=
               std::string::npos);
}

// Before the result is declared, who does not preside learns nothing of how the vote went.
BOOST_AUTO_TEST_CASE(nobody_else_decides_or_is_told_before_the_result) {
    Sitting s;
    const auto before = s.history("uv1");
    const auto refused = s.decide("uv1", "yes");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.body.find("Người điều hành nội dung này quyết định") != std::string::npos);
    BOOST_TEST(refused.body.find("quy định áp dụng") == std::string::npos);
    BOOST_TEST(s.decide("thuky", "yes").status == 403);
    BOOST_TEST(s.decide("uv9", "yes").status == 422);
    BOOST_TEST(s.decide("bmt", "yes").status == 404);
    ok(s.decide("chutich", "yes"));
    BOOST_TEST(s.history("uv1") == before);
    const auto log = [&] { return ok(s.office.as("kiemtra").get("/audit")).dump(); };
    BOOST_TEST(log().find("ngang nhau") == std::string::npos);
    BOOST_TEST(s.shown("uv1").dump().find("một nửa") == std::string::npos);
    step(s.office, "thuky", s.path, "declare");
    BOOST_TEST(log().find("ngang nhau") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_presides_in_the_chairs_place_decides) {
    Sitting s;
    auto secretary = s.office.as("thuky");
    const auto seat = s.shown("thuky").at("attendance").at(2).at("member_id");
    ok(secretary.post(s.path + "/presiding", {{"presiding", seat}}));
    BOOST_TEST(s.decide("chutich", "yes").status == 422);
    BOOST_TEST(s.shown("chutich").at("ties").empty());
    ok(s.decide("uv1", "yes"));
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_is_in_conflict_decides_nothing_and_knows_of_no_tie) {
    Sitting s;
    ok(s.office.as("chutich").post(s.path + "/conflicts",
                                   {{"relation", "relative"}, {"persons", "Nông Thị Hoa"}}));
    const auto refused = s.decide("chutich", "yes");
    const auto unknown = s.office.as("chutich").post(
        s.path + "/ties", {{"nomination", 999}, {"decision", "yes"}, {"reason", "Có sáng kiến."}});
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.body == unknown.body);
    BOOST_TEST(s.shown("chutich").at("ties").empty());
    BOOST_TEST(s.office.count("select count(*) from tie_decision") == 0);
}

BOOST_AUTO_TEST_CASE(hands_that_were_decided_on_are_not_counted_again) {
    Sitting s;
    s.office.server().app().database.change([](tdkt::sql::Change& change) {
        change.db() << "delete from named_vote";
        change.db() << "delete from turnout";
        change.db() << "update agenda_item set form = 'hands'";
    });
    const auto hands = [&](int yes, int no) {
        return s.office.as("thuky").post(
            s.path + "/hands",
            {{"nomination", s.tie.nomination}, {"yes", yes}, {"no", no}, {"unvoted", 0}});
    };
    ok(hands(3, 1));
    BOOST_TEST(s.decide("chutich", "yes").status == 422);
    ok(hands(2, 2));
    ok(s.decide("chutich", "yes"));
    BOOST_TEST(hands(3, 1).status == 409);
    step(s.office, "thuky", s.path, "declare");
    BOOST_TEST(s.shown("uv1").at("results").at(0).at("result") == "recommended");
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_rules_of_today_leave_a_tie_to_nobody) {
    Sitting s;
    for (auto& pack : s.office.server().app().rules.packs)
        pack.tie_breaker = tdkt::workflow::TieBreaker::nobody;
    BOOST_TEST(s.decide("chutich", "yes").status == 422);
    BOOST_TEST(s.shown("chutich").at("ties").empty());
    step(s.office, "thuky", s.path, "declare");
    BOOST_TEST(s.shown("uv1").at("results").at(0).at("result") == "not_recommended");
}

BOOST_AUTO_TEST_SUITE_END()
