// The whole path through HTTP: from two units' dossiers to decisions with a
// number, two signatures, and a place in the register.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/flowing.h"
#include "tests/support/signing.h"
#include "tests/support/way.h"

namespace data = boost::unit_test::data;
using namespace tdkt::test;

namespace {

const std::vector<std::string> names = {"BHXH cơ sở Buôn Ma Thuột", "Nguyễn Thị Hồng Nhung",
                                        "Y Thuân Niê H’Đơk"};

std::string number_on(Office& office, Id decision) {
    return ok(office.as("vanthu").get("/decisions/" + std::to_string(decision))).at("symbol_text");
}

Id issued(Office& office, const Ids& items) {
    const auto id = signed_decision(office, items);
    step(office, "vanthu", "/decisions/" + std::to_string(id), "issue");
    return id;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(path_test)

BOOST_DATA_TEST_CASE(nominations_of_two_units_become_one_signed_decision, engines(), engine) {
    Office office(engine);
    auto items = appraised(office, "bmt", {{names[0], "collective"}, {names[1]}});
    for (const auto id : appraised(office, "eakar", {{names[2]}})) items.push_back(id);
    pass_council(office, "2025-11-03", items);
    const auto id = issued(office, items);
    const auto path = "/decisions/" + std::to_string(id);
    step(office, "khtc", path, "pay");

    const auto shown = ok(office.as("tchc").get(path));
    BOOST_TEST(shown.at("symbol_text") == "01/QĐ-BHXH");
    BOOST_TEST(shown.at("state") == "paid");
    BOOST_TEST(shown.at("money_total") == 6'000'000);
    BOOST_TEST_REQUIRE(shown.at("signatures").size() == 2u);
    for (const auto& signature : shown.at("signatures")) BOOST_TEST(signature.at("valid") == true);

    const auto pdf = office.as("bmt").get("/documents/" + shown.at("document_id").dump() + "/pdf");
    BOOST_TEST_REQUIRE(pdf.status == 200);
    const TempDir folder;
    const auto file = keep(folder, "quyet-dinh.pdf", pdf.body);
    // The number, the date and the seal were added to what the director signed.
    BOOST_TEST(said_against_two_signatures(file) == "");
    const auto text = flowing(run_program("pdftotext -raw " + file + " -").second);
    for (const auto& name : names) BOOST_TEST(text.find(name) != std::string::npos, name + text);
    BOOST_TEST(text.find("ngày 03 tháng 11 năm 2025") != std::string::npos, text);

    const auto known = Client(office.server().port())
                           .get("/api/v1/verify/" + shown.at("verify_code").get<std::string>());
    BOOST_TEST(ok(known).at("genuine") == true);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(numbers_run_on_within_a_year_and_begin_anew_with_the_next, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}, {"Ngô Thị Ý"}});
    pass_council(office, "2025-11-03", items);
    BOOST_TEST(number_on(office, issued(office, {items[0]})) == "01/QĐ-BHXH");
    BOOST_TEST(number_on(office, issued(office, {items[1]})) == "02/QĐ-BHXH");

    office.at("2026-01-02");
    const auto third = issued(office, {items[2]});
    BOOST_TEST(number_on(office, third) == "01/QĐ-BHXH");
    BOOST_TEST(ok(office.as("vanthu").get("/register?year=2025")).at("entries").size() == 2u);
    BOOST_TEST(ok(office.as("vanthu").get("/register?year=2026")).at("entries").size() == 1u);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_token_from_the_door_is_all_that_a_program_needs) {
    Office office;
    auto officer = office.at_the_door("bmt");
    const auto made = ok(officer.post(
        "/dossiers", {{"round", office.campaign().rounds[0].id}, {"title", "Đề nghị đợt 1"}}));
    const auto path = "/dossiers/" + made.at("id").dump();
    BOOST_TEST(made.at("href") == "/api/v1" + path);
    BOOST_TEST(ok(officer.get(path)).at("state") == "draft");
    BOOST_TEST(
        officer.client().json("DELETE", "/api/v1/sessions", nlohmann::json::object()).status ==
        204);
    BOOST_TEST(officer.get(path).status == 401);
}

BOOST_DATA_TEST_CASE(a_dossier_tells_where_it_stands_at_every_station, engines(), engine) {
    Office office(engine);
    const auto id = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto path = "/dossiers/" + std::to_string(id);
    auto state = [&] { return ok(office.as("bmt").get(path)).at("state").get<std::string>(); };
    BOOST_TEST(state() == "draft");
    submit(office, "bmt", id);
    BOOST_TEST(state() == "submitted");
    take_in(office, id);
    BOOST_TEST(state() == "appraised");
    const auto items = nominations(office, id);
    pass_council(office, "2025-11-03", items);
    BOOST_TEST(state() == "recommended");
    issued(office, items);
    BOOST_TEST(state() == "issued");

    const auto shown = ok(office.as("bmt").get(path));
    BOOST_TEST(shown.at("receipt") == "TN-2025-0001");
    BOOST_TEST(shown.at("timeline").size() == 9u);
    std::vector<std::string> kinds;
    for (const auto& paper : shown.at("papers")) kinds.push_back(paper.at("kind"));
    const std::vector<std::string> expected = {"submission", "receipt", "decision"};
    BOOST_TEST(kinds == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
