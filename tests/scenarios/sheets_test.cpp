// Papers made from the records when somebody looks at them: who may, when, and that they
// are what a clerk would send out.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "templates/lint/lint.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// One person is granted, one is not carried; the decision is issued.
struct Scene {
    Office office;
    Ids items;
    Id dossier = 0, meeting = 0, decision = 0;

    explicit Scene(const std::string& engine = any_engine()) : office(engine) {
        dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Thị Ánh"}});
        submit(office, "bmt", dossier);
        take_in(office, dossier);
        items = nominations(office, dossier);
        meeting = call_meeting(office, "2025-11-03", items);
    }
    // The first is carried by all, the second by four of eleven.
    void hold(bool with_tellers = false) {
        open_vote(office, meeting);
        if (with_tellers) name_tellers();
        int voter = 0;
        for (const auto& member : council()) {
            const bool agrees = voter++ < 4;
            ok(office.as(member).post(at("meetings", meeting) + "/ballot",
                                      {{"votes",
                                        {std::to_string(items[0]) + ":yes",
                                         std::to_string(items[1]) + (agrees ? ":yes" : ":no")}},
                                       {"confirmed", true}}));
        }
        declare(office, meeting);
        sign_minutes(office, meeting);
    }
    void name_tellers() {
        const auto seats = ok(get("thuky", at("meetings", meeting))).at("attendance");
        const auto id = [&](std::size_t i) { return seats[i].at("member_id"); };
        ok(office.as("thuky").post(at("meetings", meeting) + "/tellers",
                                   {{"head", id(3)}, {"tellers", {id(2), id(4)}}}));
    }
    void issue() {
        decision = signed_decision(office, {items[0]});
        step(office, "vanthu", at("decisions", decision), "issue");
    }
    Reply get(const std::string& username, const std::string& path) {
        return office.as(username).get(path);
    }
    // The data of a paper that lacks nothing, says only what is lawful, and is a PDF too.
    json paper(const std::string& username, const std::string& path) {
        const auto shown = ok(get(username, path));
        const auto mark = path.find('?') == path.npos ? "?" : "&";
        const auto pdf = get(username, path + mark + "pdf=true");
        BOOST_TEST(pdf.body.starts_with("%PDF-1.7"));
        BOOST_TEST(pdf.header("content-type") == "application/pdf");
        const auto found =
            templates::lint::findings(shown.at("kind").get<std::string>(), shown.at("data"));
        for (const auto& finding : found.findings)
            BOOST_ERROR(path << ": " << templates::lint::line_of(finding));
        return shown.at("data");
    }
    std::vector<std::string> offered(const std::string& username, const std::string& path) {
        std::vector<std::string> labels;
        const auto page = ok(get(username, path));
        for (const auto& sheet : page.at("sheets")) {
            labels.push_back(sheet.at("sheet_label"));
            BOOST_TEST(get(username, sheet.at("sheet_href").get<std::string>()).status == 200);
        }
        return labels;
    }
};

using Labels = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(sheets_test)

BOOST_DATA_TEST_CASE(the_list_of_payment_says_what_the_decision_says, engines(), engine) {
    Scene scene(engine);
    scene.hold();
    scene.decision = signed_decision(scene.office, {scene.items[0]});
    const auto path = at("decisions", scene.decision) + "/payment";
    BOOST_TEST(scene.get("khtc", path).status == 422);
    step(scene.office, "vanthu", at("decisions", scene.decision), "issue");
    auto data = scene.paper("khtc", path);
    BOOST_TEST(data.at("rows").size() == 1U);
    BOOST_TEST(data.at("sum") == "500.000");
    BOOST_TEST(data.at("maker").at("name") == "");
    BOOST_TEST(data.at("approver").at("name") == "Trần Mạnh Toàn");
    step(scene.office, "khtc", at("decisions", scene.decision), "pay");
    data = scene.paper("khtc", path);
    BOOST_TEST(data.at("maker").at("name") == "Đặng Minh Châu");
    BOOST_TEST(scene.offered("khtc", at("decisions", scene.decision)) ==
                   Labels{"Danh sách chi tiền thưởng"},
               boost::test_tools::per_element());
    BOOST_TEST(scene.get("vanthu", path).status == 404);
    BOOST_TEST(scene.offered("vanthu", at("decisions", scene.decision)).empty());
}

BOOST_DATA_TEST_CASE(a_unit_is_told_what_was_granted_and_why_the_rest_was_not, engines(), engine) {
    Scene scene(engine);
    scene.hold();
    const auto path = at("dossiers", scene.dossier) + "/result";
    BOOST_TEST(scene.get("tchc", path).status == 422);
    BOOST_TEST(scene.offered("tchc", at("dossiers", scene.dossier)) == Labels{"Phiếu thẩm định"},
               boost::test_tools::per_element());
    scene.issue();
    const auto data = scene.paper("tchc", path);
    BOOST_TEST(data.at("granted").at("rows").size() == 1U);
    BOOST_TEST(data.at("granted")
                   .at("decision")
                   .get<std::string>()
                   .starts_with("Quyết định số 01/QĐ-BHXH"));
    const auto& refused = data.at("refused").at("rows");
    BOOST_TEST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused[0].at("reason") == "Đạt 04/11 phiếu đồng ý, cần từ 06 phiếu");
    BOOST_TEST(refused[0].at("basis") == "Biên bản họp Hội đồng ngày 03 tháng 11 năm 2025");
    BOOST_TEST(!data.contains("until"));
    BOOST_TEST(
        scene.offered("vanthu", at("dossiers", scene.dossier)) == Labels{"Thông báo kết quả"},
        boost::test_tools::per_element());
    BOOST_TEST(scene.get("bmt", path).status == 404);
    BOOST_TEST(scene.offered("bmt", at("dossiers", scene.dossier)).empty());
}

BOOST_AUTO_TEST_CASE(what_the_director_refused_is_told_in_the_directors_words) {
    Scene scene;
    scene.hold();
    const auto id = draft_decision(scene.office, {scene.items[0]});
    step(scene.office, "tchc", at("decisions", id), "present");
    step(scene.office, "giamdoc", at("decisions", id), "refuse", "Chưa bảo đảm tỷ lệ");
    const auto data = scene.paper("tchc", at("dossiers", scene.dossier) + "/result");
    BOOST_TEST(!data.contains("granted"));
    BOOST_TEST(data.at("refused").at("rows")[0].at("reason") == "Chưa bảo đảm tỷ lệ");
}

BOOST_AUTO_TEST_CASE(a_returned_dossier_goes_back_with_every_reason_and_its_term) {
    Office office;
    const auto id = draft(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Thị Ánh"}});
    submit(office, "bmt", id);
    step(office, "tchc", at("dossiers", id), "receive");
    const auto path = at("dossiers", id) + "/return";
    BOOST_TEST(office.as("tchc").get(path).status == 422);
    step(office, "tchc", at("nominations", nominations(office, id)[1]), "send_back",
         "Báo cáo thiếu số liệu");
    const auto data = ok(office.as("tchc").get(path)).at("data");
    BOOST_TEST_REQUIRE(data.at("faults").size() == 1U);
    BOOST_TEST(data.at("faults")[0].at("reason") == "Báo cáo thiếu số liệu");
    BOOST_TEST(data.at("until") == "ngày 10 tháng 11 năm 2025");
    BOOST_TEST(templates::lint::findings("return", data).findings.empty());
}

BOOST_AUTO_TEST_CASE(the_sheet_of_an_appraisal_names_who_appraised) {
    Scene scene;
    const auto path = at("dossiers", scene.dossier) + "/appraisal";
    for (const auto* username : {"tchc", "qlt", "thuky"}) {
        const auto data = scene.paper(username, path);
        BOOST_TEST(data.at("nominees").size() == 2U);
        BOOST_TEST(data.at("appraiser").at("name") == "Trần Thị Thu Hà");
    }
    BOOST_TEST(scene.get("bmt", path).status == 404);
    const auto fresh = draft(scene.office, "bmt", {{"Y Blưm Niê"}});
    submit(scene.office, "bmt", fresh);
    BOOST_TEST(scene.get("tchc", at("dossiers", fresh) + "/appraisal").status == 422);
}

BOOST_AUTO_TEST_CASE(an_invitation_says_when_where_and_about_what) {
    Scene scene;
    const auto path = at("meetings", scene.meeting) + "/invitation";
    const auto data = scene.paper("thuky", path);
    BOOST_TEST(data.at("subject").get<std::string>().find("đợt 1") != std::string::npos);
    BOOST_TEST(data.at("signer").at("name") == "Hoàng Thị Liên");
    BOOST_TEST(scene.offered("uv1", at("meetings", scene.meeting)) == Labels{"Giấy mời họp"},
               boost::test_tools::per_element());
    const auto empty = call_meeting(scene.office, "2025-11-05", {});
    BOOST_TEST(scene.get("thuky", at("meetings", empty) + "/invitation").status == 422);
    ok(scene.office.as("thuky").post(at("meetings", empty) + "/cancel"));
    BOOST_TEST(scene.get("thuky", at("meetings", empty) + "/invitation").status == 422);
}

BOOST_AUTO_TEST_CASE(the_minutes_of_a_count_name_the_tellers_that_were_chosen) {
    Scene scene;
    const auto path = at("meetings", scene.meeting) + "/count-minutes";
    BOOST_TEST(scene.get("thuky", path).status == 422);
    scene.hold(true);
    const auto data = scene.paper("thuky", path);
    const auto seats = ok(scene.get("thuky", at("meetings", scene.meeting))).at("attendance");
    BOOST_TEST(data.at("tellers").size() == 3U);
    BOOST_TEST(data.at("tellers")[0].at("name") == seats[3].at("member_name"));
    BOOST_TEST(data.at("number") == "01");
    BOOST_TEST(data.at("items")[1].at("agreed") == 4);
    BOOST_TEST(scene.get("uv1", path).status == 404);
}

BOOST_AUTO_TEST_CASE(a_count_without_tellers_has_no_minutes) {
    Scene scene;
    scene.hold();
    BOOST_TEST(scene.get("thuky", at("meetings", scene.meeting) + "/count-minutes").status == 422);
}

BOOST_AUTO_TEST_CASE(the_roll_of_honour_holds_the_years_decisions) {
    Scene scene;
    BOOST_TEST(scene.get("vanthu", "/honour").status == 422);
    scene.hold();
    scene.issue();
    const auto data = scene.paper("vanthu", "/honour");
    BOOST_TEST(data.at("rows").size() == 1U);
    BOOST_TEST(data.at("rows")[0].at("name") == "Trần Quốc Đạt");
    BOOST_TEST(data.at("signer").at("name") == "Trần Mạnh Toàn");
    BOOST_TEST(scene.get("vanthu", "/honour?year=2024").status == 422);
    BOOST_TEST(scene.get("vanthu", "/honour?year=1999").status == 422);
    BOOST_TEST(scene.get("bmt", "/honour").status == 404);
    BOOST_TEST(ok(scene.get("vanthu", "/register")).at("honour_href") == "/honour?year=2025");
}

BOOST_AUTO_TEST_SUITE_END()
