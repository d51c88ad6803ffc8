// What lies in a dossier: names, papers of one and of all, and what stays as it is.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

json person(const std::string& name, const std::string& report = "") {
    return {{"nominee_kind", "person"},
            {"nominee_name", name},
            {"prize", "person"},
            {"summary", "Hoàn thành xuất sắc nhiệm vụ."},
            {"report", report}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contents_test)

BOOST_AUTO_TEST_CASE(one_nominee_under_several_spellings_is_one) {
    Office office;
    const auto path = at("dossiers", draft(office, "bmt", {{"H’Nguyệt Byă"}})) + "/nominations";
    auto officer = office.as("bmt");
    for (const char* same : {"H'Nguyệt Byă", "H’NGUYỆT BYĂ", "H’Nguyệt\u00a0 Byă"})
        BOOST_TEST(officer.post(path, person(same)).status == 409, same);
    for (const char* none : {"123", "H’Nguyệt\u200b Byă", "H’Nguyệt Вyă", "A"})
        BOOST_TEST(officer.post(path, person(none)).status == 422, none);
    ok(officer.post(path, person("H’Nguyet Bya")));
}

BOOST_DATA_TEST_CASE(each_nominee_brings_a_report_of_their_own, engines(), engine) {
    Office office(engine);
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    auto officer = office.as("bmt");
    const Id second =
        ok(officer.post(at("dossiers", dossier) + "/nominations", person("Lê Văn Ước"))).at("id");
    ok(officer.attach(at("dossiers", dossier) + "/attachments", "report", "a.txt", "Báo cáo\n"));
    auto head = office.as("bmt.gd");
    const auto submit = [&] {
        return head.post(at("dossiers", dossier) + "/events", {{"event", "submit"}});
    };
    const auto refused = submit();
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.body.find("Lê Văn Ước: Còn thiếu: Báo cáo thành tích.") !=
               std::string::npos);
    ok(officer.attach(at("nominations", second) + "/attachments", "report", "b.txt", "Báo cáo\n"));
    BOOST_TEST(submit().status == 200);
}

BOOST_AUTO_TEST_CASE(what_others_stand_on_stays_when_one_is_returned) {
    Office office;
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
    submit(office, "bmt", dossier);
    step(office, "tchc", at("dossiers", dossier), "receive");
    const auto items = nominations(office, dossier);
    step(office, "tchc", at("nominations", items[0]), "send_back", "Bổ sung báo cáo");
    auto officer = office.as("bmt");
    const auto shown = ok(officer.get(at("dossiers", dossier)));
    const auto paper = shown.at("attachments").at(0).at("id").get<Id>();
    BOOST_TEST(officer.post(at("attachments", paper) + "/remove").status == 403);
    BOOST_TEST(officer.post(at("dossiers", dossier), {{"title", "Trích yếu khác"}}).status == 403);
    BOOST_TEST(
        officer.post(at("dossiers", dossier) + "/nominations", person("Võ Thị Yến")).status == 403);
    ok(officer.post(at("nominations", items[0]), person("Trần Quốc Đạt", "Báo cáo đã bổ sung.")));
    ok(officer.attach(at("nominations", items[0]) + "/attachments", "other", "c.txt", "Thêm\n"));
    step(office, "bmt.gd", at("dossiers", dossier), "submit");
}

BOOST_DATA_TEST_CASE(every_letter_has_a_number_in_the_series_of_its_unit, engines(), engine) {
    Office office(engine);
    const auto letters = [&](Id dossier) {
        std::vector<std::string> numbers;
        const auto shown = ok(office.as("bmt").get(at("dossiers", dossier)));
        for (const auto& paper : shown.at("papers"))
            if (paper.at("kind") == "submission") {
                const auto path = "/documents/" + paper.at("id").dump() + "/page";
                const auto data = ok(office.as("bmt").get(path)).at("data");
                numbers.push_back(data.at("number").get<std::string>() + "/" +
                                  data.at("symbol").get<std::string>());
            }
        return numbers;
    };
    const auto first = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto second = draft(office, "bmt", {{"Lê Văn Ước"}});
    submit(office, "bmt", first);
    submit(office, "bmt", second);
    step(office, "tchc", at("dossiers", first), "receive");
    step(office, "tchc", at("dossiers", first), "send_back", "Bổ sung");
    submit(office, "bmt", first);
    BOOST_TEST(letters(first) == (std::vector<std::string>{"01/TTr-BMT", "03/TTr-BMT"}),
               boost::test_tools::per_element());
    BOOST_TEST(letters(second) == std::vector<std::string>{"02/TTr-BMT"},
               boost::test_tools::per_element());
    const auto papers = ok(office.as("bmt").get(at("dossiers", first))).at("papers");
    BOOST_TEST(papers.at(0).at("replaced") == true);
    BOOST_TEST(office.breaks().empty());
}

BOOST_DATA_TEST_CASE(who_stands_in_two_dossiers_of_a_round_is_shown_to_the_office, engines(),
                     engine) {
    Office office(engine);
    const auto first = draft(office, "bmt", {{"H’Nguyệt Byă"}, {"Lê Văn Ước"}});
    const auto second = draft(office, "eakar", {{"H'NGUYỆT BYĂ"}, {"Lê Văn Ướt"}});
    const auto warnings = [&](const char* who) {
        json found = ok(office.as(who).get(at("dossiers", first))).at("warnings");
        return found;
    };
    submit(office, "bmt", first);
    BOOST_TEST(warnings("tchc").empty());
    submit(office, "eakar", second);
    BOOST_TEST_REQUIRE(warnings("tchc").size() == 1u);
    const std::string said = warnings("tchc")[0]["text"];
    BOOST_TEST(said.starts_with("H’Nguyệt Byă trùng tên với HS-00002 (BHXH cơ sở Ea Kar)"));
    BOOST_TEST(warnings("bmt").empty());
}

BOOST_AUTO_TEST_CASE(an_account_has_roles_that_go_together) {
    Office office;
    auto administrator = office.as("quantri");
    const auto unit = office.count("select unit_id from account where username = 'bmt'");
    const auto make = [&](const char* username, const json& roles) {
        return administrator.post("/accounts", {{"username", username},
                                                {"password", "mat-khau-dai-2025"},
                                                {"name", "Võ Thị Yến"},
                                                {"post", "Chuyên viên"},
                                                {"unit", unit},
                                                {"roles", roles}});
    };
    for (const json& roles : {json::array(), json{"director", "clerk"},
                              json{"administrator", "unit_officer"}, json{"auditor", "finance"}}) {
        const auto refused = make("yen", roles);
        BOOST_TEST(refused.status == 422);
        BOOST_TEST(refused.json().at("errors").at(0).at("field") == "roles");
    }
    ok(make("yen", {"unit_officer", "unit_head"}));
}

BOOST_AUTO_TEST_SUITE_END()
