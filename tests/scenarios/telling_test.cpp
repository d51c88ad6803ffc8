// What people are told, and what their desk shows, as a nomination goes its way.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

std::vector<json> notices(Office& office, const std::string& username) {
    return ok(office.as(username).get("/notices")).at("notices");
}

// The newest notice.
std::string told(Office& office, const std::string& username) {
    const auto all = notices(office, username);
    return all.empty() ? std::string() : all.front().at("text").get<std::string>();
}

// What waits under this heading; null when there is no such group.
json group(Office& office, const std::string& username, const std::string& code) {
    const auto home = ok(office.as(username).get("/"));
    for (const auto& one : home.at("groups"))
        if (one.at("group_code") == code) return one;
    return nullptr;
}

std::string path(const char* kind, Id id) {
    return std::string("/") + kind + "/" + std::to_string(id);
}

// Everybody agrees, but to the last item only the first five of the eleven do.
void vote_apart(Office& office, Id meeting, const Ids& items) {
    int left = 5;
    for (const auto& member : council()) {
        auto body = ballot(items);
        if (left-- <= 0) body["votes"].back() = std::to_string(items.back()) + ":no";
        ok(office.as(member).post(path("meetings", meeting) + "/ballot", body));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(telling_test)

BOOST_DATA_TEST_CASE(a_unit_hears_of_every_outcome_by_name_in_one_notice, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Lan"}, {"Minh"}, {"Yến"}});
    const auto meeting = call_meeting(office, "2025-11-03", items);
    office.at("2025-11-03", 14);
    open_vote(office, meeting);
    vote_apart(office, meeting, items);
    const auto before = notices(office, "bmt").size();
    declare(office, meeting);
    BOOST_TEST(notices(office, "bmt").size() == before + 1);
    BOOST_TEST(told(office, "bmt") ==
               "HS-00001: Hội đồng đề nghị khen thưởng: Lan, Minh; không đề nghị: Yến (5/11 "
               "phiếu, cần 6).");
    BOOST_TEST(told(office, "tchc").find("Khi biên bản đủ chữ ký") != std::string::npos);
}

BOOST_DATA_TEST_CASE(the_council_is_told_of_its_agenda_and_called_to_vote, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Lan"}, {"Minh"}});
    BOOST_TEST(
        told(office, "thuky") ==
            "HS-00001 của BHXH cơ sở Buôn Ma Thuột: Trần Thị Thu Hà đã xác nhận đủ điều kiện: "
            "Lan, Minh. Chờ Ông/Bà đưa vào chương trình họp.",
        told(office, "thuky"));
    const auto meeting = call_meeting(office, "2025-11-03", items);
    office.work();
    BOOST_TEST(told(office, "uv1") ==
               "Phiên họp 14:00 ngày 03/11/2025 tại Phòng họp tầng 2: chương trình có 2 đề nghị. "
               "Mời Ông/Bà xem trước nội dung.");
    office.at("2025-11-03", 14);
    open_vote(office, meeting, {"uv9"});
    BOOST_TEST(notices(office, "uv1").front().at("link") == path("meetings", meeting) + "/ballot");
    BOOST_TEST(told(office, "uv9").find("đã mở biểu quyết") == std::string::npos);
}

BOOST_DATA_TEST_CASE(a_return_says_who_why_and_what_to_do, engines(), engine) {
    Office office(engine);
    const auto dossier = draft(office, "bmt", {{"Lan"}, {"Minh"}});
    submit(office, "bmt", dossier);
    BOOST_TEST(
        told(office, "tchc").find("đã trình hồ sơ HS-00001: Lan, Minh. Chờ Ông/Bà tiếp nhận.") !=
            std::string::npos,
        told(office, "tchc"));
    step(office, "tchc", path("dossiers", dossier), "receive");
    const auto second = nominations(office, dossier).at(1);
    step(office, "tchc", path("nominations", second), "send_back", "Thiếu số liệu");
    const auto text = told(office, "bmt.gd");
    BOOST_TEST(text.find("trả lại để bổ sung: Minh. Lý do: Thiếu số liệu. Đề nghị đơn vị bổ sung "
                         "rồi trình lại.") != std::string::npos,
               text);
    const auto shown = ok(office.as("bmt").get(path("dossiers", dossier)));
    BOOST_TEST(shown.at("badges").size() == 2u);
    BOOST_TEST(shown.at("stops").at(0).at("reason") == "Thiếu số liệu");
    // Only what was sent back is withdrawn, and the button says so.
    const auto head = ok(office.as("bmt.gd").get(path("dossiers", dossier)));
    for (const auto& one : head.at("steps"))
        if (one.at("event") == "withdraw") {
            BOOST_TEST(one.at("scope_text") == "Chỉ 1/2 đề nghị: Minh.");
            BOOST_TEST(one.at("folded") == true);
        }
}

BOOST_DATA_TEST_CASE(a_draft_waits_for_the_officer_and_then_for_the_head, engines(), engine) {
    Office office(engine);
    const Id dossier =
        ok(office.as("bmt").post("/dossiers", {{"round", office.campaign().rounds[0].id},
                                               {"title", "Đề nghị khen thưởng đợt 1"}}))
            .at("id");
    nominate(office, "bmt", dossier, {"Lan"});
    BOOST_TEST(group(office, "bmt", "draft")
                   .at("items")
                   .at(0)
                   .at("what_text")
                   .get<std::string>()
                   .find("còn thiếu") != std::string::npos);
    BOOST_TEST(group(office, "bmt.gd", "complete").is_null());
    BOOST_TEST(group(office, "bmt.gd", "in_preparation").is_object());
    BOOST_TEST(ok(office.as("bmt.gd").get("/")).at("work_count") == 0);
    add_papers(office, "bmt", dossier);
    BOOST_TEST(group(office, "bmt", "draft").is_null());
    BOOST_TEST(group(office, "bmt.gd", "complete").is_object());
    BOOST_TEST(ok(office.as("bmt.gd").get("/")).at("work_count") == 1);
}

BOOST_DATA_TEST_CASE(the_desk_shows_what_waits_for_the_secretary_and_the_chair, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Lan"}, {"Minh"}});
    const auto waiting = group(office, "thuky", "appraised");
    BOOST_TEST(waiting.at("items").at(0).at("item_title") ==
               "2 đề nghị chờ đưa vào chương trình họp");
    const auto meeting = call_meeting(office, "2025-11-03", items);
    BOOST_TEST(group(office, "thuky", "on_agenda").at("items").at(0).at("when_text") ==
               "Họp lúc 14:00 ngày 03/11/2025");
    office.at("2025-11-03", 14);
    open_vote(office, meeting);
    BOOST_TEST(group(office, "uv1", "voting").at("items").at(0).at("what_text") ==
               "Bỏ phiếu cho từng đề nghị");
    BOOST_TEST(group(office, "uv1", "declare").is_null());
    vote(office, meeting, items, 11);
    declare(office, meeting);
    for (const auto* who : {"thuky", "chutich"}) {
        BOOST_TEST(group(office, who, "minutes").is_object());
        const auto first = ok(office.as(who).get(path("meetings", meeting))).at("steps").at(0);
        BOOST_TEST(first.at("label") == "Ký biên bản");
        BOOST_TEST(first.at("action") == path("meetings", meeting) + "/minutes/signatures");
    }
    sign_minutes(office, meeting);
    BOOST_TEST(group(office, "chutich", "minutes").is_null());
    const auto to_draft = group(office, "tchc", "to_draft").at("items").at(0);
    BOOST_TEST(to_draft.at("since_text").get<std::string>().starts_with("03/11/2025"));
}

BOOST_DATA_TEST_CASE(a_decision_stands_in_the_list_as_on_its_page, engines(), engine) {
    Office office(engine);
    auto items = appraised(office, "bmt", {{"Lan"}});
    for (const auto item : appraised(office, "eakar", {{"Minh"}})) items.push_back(item);
    office.at("2025-11-03", 14);
    pass_council(office, "2025-11-03", items);
    const auto decision = path("decisions", signed_decision(office, items));
    step(office, "vanthu", decision, "issue");
    step(office, "khtc", decision, "pay");
    step(office, "vanthu", "/dossiers/1", "archive");
    const auto page = ok(office.as("vanthu").get(decision));
    BOOST_TEST(page.at("state_label") == "Đã chi thưởng");
    BOOST_TEST(ok(office.as("vanthu").get("/decisions")).at("decisions").at(0).at("state_label") ==
               page.at("state_label"));
}

BOOST_AUTO_TEST_SUITE_END()
