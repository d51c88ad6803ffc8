// Who is there, who leaves, and what the minutes say of it.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

struct Sitting {
    Office office;
    Ids items;
    Id id = 0;
    std::string path;

    explicit Sitting(const std::string& engine = any_engine(),
                     const std::vector<Nominee>& nominees = {{"Trần Quốc Đạt"}})
        : office(engine) {
        items = appraised(office, "bmt", nominees);
        id = call_meeting(office, "2025-11-03", items);
        path = "/meetings/" + std::to_string(id);
    }
    Reply note(const json& body) { return office.as("thuky").post(path + "/attendance", body); }
    Reply event(const char* event) {
        if (std::string(event) == "declare") count_ballots(office, id);
        auto reply = office.as("thuky").post(path + "/events", {{"event", event}});
        office.work();
        return reply;
    }
    std::string errors(const Reply& reply) { return reply.json().at("errors").dump(); }
    json minutes() {
        const auto paper = ok(office.as("thuky").get(path)).at("minutes_id").dump();
        return ok(office.as("thuky").get("/documents/" + paper + "/page")).at("data");
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(attendance_test)

BOOST_AUTO_TEST_CASE(a_written_opinion_is_a_vote_and_no_attendance) {
    Sitting sitting;
    auto body = attendance(sitting.office, sitting.id);
    for (std::size_t i = 5; i < 9; ++i) {
        auto& word = body["attendance"][i].get_ref<std::string&>();
        word = word.substr(0, word.find(':')) + ":written";
    }
    ok(sitting.note(body));
    BOOST_TEST(sitting.errors(sitting.event("open_vote")).find("mới có 7") != std::string::npos);
    auto& back = body["attendance"][5].get_ref<std::string&>();
    back = back.substr(0, back.find(':')) + ":present";
    ok(sitting.note(body));
    BOOST_TEST(sitting.event("open_vote").status == 200);
    vote(sitting.office, sitting.id, sitting.items, 11);
    BOOST_TEST(sitting.event("declare").status == 200);
    const auto said = sitting.minutes().at("attendance");
    BOOST_TEST(said.at("present") == "08");
    BOOST_TEST(said.at("others") == "gửi ý kiến bằng văn bản 03");
}

BOOST_AUTO_TEST_CASE(a_meeting_needs_its_chair_and_its_secretary) {
    Sitting sitting;
    ok(sitting.note(attendance(sitting.office, sitting.id, {"chutich"})));
    BOOST_TEST(sitting.errors(sitting.event("open_vote")).find("Chủ tịch Hội đồng chưa có mặt") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_member_is_noted_in_one_way) {
    Sitting sitting;
    auto body = attendance(sitting.office, sitting.id);
    auto other = body["attendance"][2].get<std::string>();
    body["attendance"].push_back(other.substr(0, other.find(':')) + ":absent");
    BOOST_TEST(sitting.note(body).status == 422);
}

BOOST_DATA_TEST_CASE(who_is_noted_as_gone_during_the_vote_is_named_with_the_reason, engines(),
                     engine) {
    Sitting sitting(engine);
    open_vote(sitting.office, sitting.id);
    auto gone = attendance(sitting.office, sitting.id, {"uv9"});
    gone.erase("reason");
    BOOST_TEST(sitting.note(gone).json().at("errors").at(0).at("field") == "reason");
    gone["reason"] = "Ốm, về trước";
    ok(sitting.note(gone));
    vote(sitting.office, sitting.id, sitting.items, 10, {"uv9"});
    BOOST_TEST(sitting.event("declare").status == 200);
    const auto left = sitting.minutes().at("left");
    BOOST_TEST_REQUIRE(left.size() == 1u);
    BOOST_TEST(left[0].at("reason") == "Ốm, về trước");
    BOOST_TEST(left[0].at("noted_by") == "Nguyễn Thị Kim Oanh");
    const auto shown = ok(sitting.office.as("thuky").get(sitting.path));
    BOOST_TEST(shown.at("departures").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_vote_that_lost_its_quorum_declares_nothing) {
    Sitting sitting;
    open_vote(sitting.office, sitting.id);
    const std::vector<std::string> gone = {"uv6", "uv7", "uv8", "uv9"};
    ok(sitting.note(attendance(sitting.office, sitting.id, gone)));
    vote(sitting.office, sitting.id, sitting.items, 11, gone);
    BOOST_TEST(sitting.errors(sitting.event("declare")).find("Cần ít nhất 8/11") !=
               std::string::npos);
}

BOOST_DATA_TEST_CASE(what_a_complaint_held_back_goes_to_another_meeting, engines(), engine) {
    Sitting sitting(engine, {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
    const auto stopped = "/nominations/" + std::to_string(sitting.items[0]);
    open_vote(sitting.office, sitting.id);
    vote(sitting.office, sitting.id, sitting.items, 11);
    step(sitting.office, "tchc", stopped, "suspend", "Có đơn thư");
    BOOST_TEST(sitting.event("declare").status == 200);
    sign_minutes(sitting.office, sitting.id);
    step(sitting.office, "tchc", stopped, "resume", "Đơn không có cơ sở");
    BOOST_TEST(sitting.event("declare").status == 422);
    BOOST_TEST(sitting.office.count("select count(*) from document where kind = 'minutes'") == 1);
    step(sitting.office, "thuky", stopped, "postpone", "Chuyển phiên sau");
    pass_council(sitting.office, "2025-11-03", {sitting.items[0]});
    BOOST_TEST(ok(sitting.office.as("tchc").get(stopped)).at("state") == "recommended");
    BOOST_TEST(sitting.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(the_minutes_name_who_may_not_vote_on_an_item) {
    Sitting sitting(any_engine(), {{"Nguyễn Thị Kim Oanh"}, {"Trần Quốc Đạt"}});
    sitting.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update nomination set nominee_account = :who where id = :id",
            soci::use(sitting.office.account("uv1")), soci::use(sitting.items[0]);
    });
    open_vote(sitting.office, sitting.id);
    vote(sitting.office, sitting.id, sitting.items, 11);
    BOOST_TEST(sitting.event("declare").status == 200);
    const auto barred = sitting.minutes().at("barred");
    BOOST_TEST_REQUIRE(barred.size() == 1u);
    BOOST_TEST(barred[0].at("name") == "Đỗ Thị Hằng");
    BOOST_TEST(barred[0].at("item") == "Nguyễn Thị Kim Oanh");
}

BOOST_AUTO_TEST_CASE(a_time_is_a_time_and_a_day_is_still_to_come) {
    Sitting sitting;
    const auto call = [&](const char* day, const char* time) {
        return sitting.office.as("thuky")
            .post("/meetings", {{"council", sitting.office.council_term()},
                                {"held_on", day},
                                {"held_time", time},
                                {"place", "Phòng họp"}})
            .status;
    };
    for (const char* time : {"19:5:", "1::30", ":4:00", "24:00", "12:60"})
        BOOST_TEST(call("2025-11-03", time) == 422, time);
    BOOST_TEST(call("2025-10-01", "14:00") == 422);
    BOOST_TEST(call("2025-11-03", "08:05") == 201);
}

BOOST_AUTO_TEST_SUITE_END()
