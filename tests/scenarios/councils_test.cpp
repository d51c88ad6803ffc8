// Councils, their terms by founding decisions, and who leads a meeting.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

// A term of an initiative council of three, "uv1" standing in for "uv2".
json term_of(Office& office, const std::string& from = "2025-01-01",
             const std::string& to = "2026-12-31") {
    const auto seat = [&](const char* who, const char* post) {
        return std::to_string(office.account(who)) + ":" + post;
    };
    return {
        {"name", "Hội đồng Sáng kiến"},
        {"symbol", "HĐSK"},
        {"kind", "initiative"},
        {"decision", "12/QĐ-BHXH ngày 02/01/2025"},
        {"valid_from", from},
        {"valid_to", to},
        {"seats", {seat("uv2", "member"), seat("thuky", "secretary"), seat("chutich", "chair")}},
        {"stand_ins",
         {std::to_string(office.account("uv2")) + ":" + std::to_string(office.account("uv1"))}}};
}

std::string said(const Reply& reply) {
    return reply.json().at("errors").dump();
}

struct Sitting {
    Office office;
    Ids items;
    Id id = 0;
    std::string path;

    explicit Sitting(const std::string& engine = any_engine()) : office(engine) {
        items = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
        id = call_meeting(office, "2025-11-03", items);
        path = at("meetings", id);
    }
    json shown() { return ok(office.as("thuky").get(path)); }
    Reply post(const std::string& what, const json& body) {
        return office.as("thuky").post(path + what, body);
    }
    Id seat(std::size_t at) { return shown().at("attendance").at(at).at("member_id").get<Id>(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(councils_test)

BOOST_DATA_TEST_CASE(a_term_counts_its_seats_and_not_who_stands_in, engines(), engine) {
    Office office(engine);
    ok(office.as("thuky").post("/councils/terms", term_of(office)));
    const auto shown = ok(office.as("tchc").get("/councils"));
    BOOST_TEST_REQUIRE(shown.at("councils").size() == 2u);
    const auto& term = shown.at("councils").at(1).at("terms").at(0);
    BOOST_TEST(term.at("members") == 3);
    BOOST_TEST(term.at("seats").size() == 4u);
    BOOST_TEST(term.at("seats").at(0).at("council_post") == "Chủ tịch Hội đồng");
    BOOST_TEST(term.at("state_label") == "Đang hoạt động");
    BOOST_TEST(shown.at("councils").at(1).at("symbol") == "HĐSK");
}

BOOST_DATA_TEST_CASE(a_council_sits_in_one_term_at_a_time, engines(), engine) {
    Office office(engine);
    auto secretary = office.as("thuky");
    ok(secretary.post("/councils/terms", term_of(office)));
    const auto second =
        secretary.post("/councils/terms", term_of(office, "2026-12-31", "2028-12-31"));
    BOOST_TEST(second.status == 422);
    BOOST_TEST(said(second).find("12/QĐ-BHXH") != std::string::npos);
    const auto id = ok(secretary.get("/councils")).at("councils")[1].at("terms")[0].at("id").dump();
    ok(secretary.post("/councils/terms/" + id + "/end",
                      {{"last_day", "2025-12-31"}, {"reason", "Kiện toàn"}}));
    ok(secretary.post("/councils/terms", term_of(office, "2026-01-01", "2028-12-31")));
    const auto again = secretary.post("/councils/terms/" + id + "/end",
                                      {{"last_day", "2025-11-30"}, {"reason", "Kiện toàn"}});
    BOOST_TEST(again.status == 409);
    BOOST_TEST(office.count("select count(*) from council") == 2);
}

BOOST_AUTO_TEST_CASE(a_term_that_makes_no_council_is_refused_in_words) {
    Office office;
    auto secretary = office.as("thuky");
    const auto refused = [&](const char* field, const json& value, const char* words) {
        auto term = term_of(office);
        if (std::string(field) == "seats") term.erase("stand_ins");
        term[field] = value;
        const auto reply = secretary.post("/councils/terms", term);
        BOOST_TEST(reply.status == 422, field);
        BOOST_TEST(said(reply).find(words) != std::string::npos, said(reply));
    };
    const auto chair = std::to_string(office.account("chutich"));
    refused("seats", {chair + ":chair"}, "đúng một Thư ký");
    refused("seats", {chair + ":member"}, "đúng một Chủ tịch");
    refused("seats", {chair + ":king"}, "Không có chức danh");
    refused("seats", {std::to_string(office.account("bmt")) + ":chair"}, "không có vai trò");
    refused("stand_ins", {chair + ":" + std::to_string(office.account("thuky"))}, "Người dự thay");
    refused("stand_ins", {"999:" + chair}, "không phải là thành viên");
    refused("valid_to", "2024-12-31", "trước ngày bắt đầu");
    refused("kind", "club", "loại Hội đồng");
    refused("symbol", "HĐTĐKT", "mỗi Hội đồng có ký hiệu riêng");
    BOOST_TEST(office.count("select count(*) from council") == 1);
}

BOOST_AUTO_TEST_CASE(a_term_does_not_end_before_its_meetings) {
    Sitting sitting;
    const auto term = sitting.office.count("select max(id) from council_term");
    const auto reply =
        sitting.office.as("tchc").post("/councils/terms/" + std::to_string(term) + "/end",
                                       {{"last_day", "2025-11-02"}, {"reason", "Kiện toàn"}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(said(reply).find("03/11/2025") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_offices_that_keep_councils_change_them) {
    Office office;
    BOOST_TEST(office.as("uv2").get("/councils").status == 200);
    BOOST_TEST(office.as("uv2").get("/councils/new").status == 404);
    BOOST_TEST(office.as("uv2").post("/councils/terms", term_of(office)).status == 404);
    BOOST_TEST(office.as("bmt").get("/councils").status == 404);
}

BOOST_DATA_TEST_CASE(who_stands_in_votes_for_the_seat_and_the_holder_does_not, engines(), engine) {
    Office office(engine);
    ok(office.as("thuky").post("/councils/terms", term_of(office)));
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto term = office.count("select max(id) from council_term");
    auto secretary = office.as("thuky");
    const Id meeting = ok(secretary.post("/meetings", {{"council", term},
                                                       {"held_on", "2025-11-03"},
                                                       {"held_time", "14:00"},
                                                       {"place", "Phòng họp"}}))
                           .at("id");
    const auto path = at("meetings", meeting);
    ok(secretary.post(path + "/agenda", {{"nominations", items}}));
    const auto seats = ok(secretary.get(path)).at("attendance");
    json attendance = json::array();
    for (const auto& seat : seats)
        attendance.push_back(seat.at("member_id").dump() +
                             (seat.at("options").size() == 4 ? ":stand_in" : ":present"));
    ok(secretary.post(path + "/attendance", {{"attendance", attendance}}));
    for (const auto* who : {"chutich", "thuky", "uv1"})
        ok(office.as(who).post(path + "/conflicts", {{"none", true}}));
    codes(office, meeting);
    step(office, "thuky", path, "open_vote");
    BOOST_TEST(office.as("uv2").post(path + "/ballot", ballot(items)).status == 403);
    for (const auto* who : {"chutich", "thuky", "uv1"})
        ok(office.as(who).post(path + "/ballot", ballot(items)));
    declare(office, meeting);
    const auto shown = ok(secretary.get(path));
    BOOST_TEST(shown.at("results")[0].at("yes") == 3);
    BOOST_TEST(shown.at("results")[0].at("members") == 3);
    const auto paper = shown.at("minutes_id").dump();
    const auto present =
        ok(secretary.get("/documents/" + paper + "/page")).at("data").at("present").dump();
    BOOST_TEST(present.find("dự thay") != std::string::npos);
    BOOST_TEST(office.breaks().empty());
}

BOOST_DATA_TEST_CASE(somebody_else_presides_where_the_chair_does_not, engines(), engine) {
    Sitting sitting(engine);
    ok(sitting.post("/attendance", attendance(sitting.office, sitting.id, {"chutich"})));
    BOOST_TEST(sitting.post("/events", {{"event", "open_vote"}}).status == 422);
    const auto deputy = sitting.seat(2);
    ok(sitting.post("/presiding", {{"presiding", deputy}}));
    step(sitting.office, "thuky", sitting.path, "open_vote");
    vote(sitting.office, sitting.id, sitting.items, 10, {"chutich"});
    declare(sitting.office, sitting.id);
    const auto name = sitting.shown().at("attendance").at(2).at("member_name");
    const auto signatures = sitting.shown().at("minutes_signatures");
    BOOST_TEST(signatures.at(1).at("signer_name") == name);
    const auto paper = sitting.shown().at("minutes_id").dump();
    const auto data =
        ok(sitting.office.as("thuky").get("/documents/" + paper + "/page")).at("data");
    BOOST_TEST(data.at("presided").size() == 2u);
    BOOST_TEST(data.at("chair").at("name") == name);
}

BOOST_AUTO_TEST_CASE(a_secretary_or_somebody_with_a_part_in_it_does_not_preside) {
    Sitting sitting;
    BOOST_TEST(sitting.post("/presiding", {{"presiding", sitting.seat(1)}}).status == 422);
    BOOST_TEST(sitting.post("/presiding", {{"presiding", 999}}).status == 422);
    BOOST_TEST(
        sitting.post("/presiding", {{"presiding", sitting.seat(2)}, {"nomination", 999}}).status ==
        422);
    ok(sitting.post("/attendance", attendance(sitting.office, sitting.id, {}, {"uv1"})));
    BOOST_TEST(
        sitting
            .post("/presiding", {{"presiding", sitting.seat(2)}, {"nomination", sitting.items[0]}})
            .status == 422);
}

BOOST_DATA_TEST_CASE(an_opinion_in_writing_is_taken_until_its_day_is_over, engines(), engine) {
    Sitting sitting(engine);
    ok(sitting.post("/invitation", {{"written_by", "2025-11-03"}}));
    auto noted = attendance(sitting.office, sitting.id);
    auto& last = noted["attendance"].back().get_ref<std::string&>();
    last = last.substr(0, last.find(':')) + ":written";
    ok(sitting.post("/attendance", noted));
    step(sitting.office, "thuky", sitting.path, "open_vote");
    vote(sitting.office, sitting.id, sitting.items, 10, {"uv9"});
    BOOST_TEST(sitting.post("/events", {{"event", "declare"}}).status == 422);
    sitting.office.at("2025-11-04");
    const auto late =
        sitting.office.as("uv9").post(sitting.path + "/ballot", ballot(sitting.items));
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.body.find("hết hạn") != std::string::npos);
    ok(count_ballots(sitting.office, sitting.id));
    BOOST_TEST(sitting.post("/events", {{"event", "declare"}}).status == 200);
}

BOOST_AUTO_TEST_CASE(an_invitation_reaches_every_member_but_who_sends_it) {
    Sitting sitting;
    const auto before = sitting.office.count("select count(*) from notice");
    ok(sitting.post("/invitation", {{"written_by", "2025-11-07"}}));
    BOOST_TEST(sitting.office.count("select count(*) from notice") == before + 10);
    BOOST_TEST(sitting.office.as("uv9").get("/notices").body.find("hết ngày 07/11/2025") !=
               std::string::npos);
    BOOST_TEST(sitting.post("/invitation", {{"written_by", "2020-01-01"}}).status == 422);
    BOOST_TEST(sitting.shown().at("invited_text").is_string());
}

BOOST_AUTO_TEST_CASE(the_board_tells_who_is_there_and_no_vote) {
    Sitting sitting;
    open_vote(sitting.office, sitting.id, {"uv9"});
    vote(sitting.office, sitting.id, sitting.items, 3, {"uv6", "uv7", "uv8", "uv9"});
    const auto board = ok(sitting.office.as("uv2").get(sitting.path + "/board"));
    BOOST_TEST(board.at("quorum").at("present") == 10);
    BOOST_TEST(board.at("items")[0].at("ballots_text") == "7/10");
    BOOST_TEST(board.dump().find("yes") == std::string::npos);
    BOOST_TEST(board.at("refresh") == 10);
}

BOOST_AUTO_TEST_SUITE_END()
