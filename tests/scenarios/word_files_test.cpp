// Papers as files of Word: who may have which, and until when.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/package.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

bool says(const Reply& reply, const std::string& words) {
    return Package(reply.body).text().find(words) != std::string::npos;
}

void is_word(const Reply& reply, const std::string& name) {
    BOOST_TEST_REQUIRE(reply.status == 200, reply.body.substr(0, 300));
    BOOST_TEST(reply.header("content-type") ==
               "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    BOOST_TEST(reply.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
    BOOST_TEST(reply.header("content-disposition").ends_with(name));
}

void is_refused(const Reply& reply, const std::string& why) {
    BOOST_TEST(reply.status == 409);
    BOOST_TEST(reply.body.find(why) != std::string::npos, reply.body.substr(0, 300));
}

const json& paper(const json& dossier, const std::string& kind) {
    for (const auto& each : dossier.at("papers"))
        if (each.at("kind") == kind) return each;
    throw std::runtime_error("the dossier has no " + kind);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(word_files_test)

BOOST_DATA_TEST_CASE(a_submission_letter_may_be_written_on_in_word, engines(), engine) {
    Office office(engine);
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    submit(office, "bmt", dossier);
    step(office, "tchc", at("dossiers", dossier), "receive");
    const auto shown = ok(office.as("bmt").get(at("dossiers", dossier)));

    const auto letter = paper(shown, "submission");
    BOOST_TEST(letter.at("editable") == true);
    const auto path = "/documents/" + letter.at("id").dump() + "/docx";
    const auto file = office.as("bmt").get(path);
    is_word(file, ".docx");
    BOOST_TEST(says(file, "Trần Quốc Đạt"));
    BOOST_TEST((office.as("bmt").get(path).body == file.body));
    BOOST_TEST(office.as("eakar").get(path).status == 404);

    const auto receipt = paper(shown, "receipt");
    BOOST_TEST(receipt.at("editable") == false);
    is_refused(office.as("bmt").get("/documents/" + receipt.at("id").dump() + "/docx"),
               "không có bản để sửa");
}

BOOST_AUTO_TEST_CASE(minutes_may_be_written_on_until_somebody_signs_them) {
    Office office;
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto meeting = call_meeting(office, "2025-11-03", items);
    office.at("2025-11-03", 14);
    open_vote(office, meeting);
    vote(office, meeting, items, 11);
    declare(office, meeting);
    const auto shown = ok(office.as("thuky").get(at("meetings", meeting)));
    BOOST_TEST(shown.at("minutes_editable") == true);
    const auto path = "/documents/" + shown.at("minutes_id").dump() + "/docx";
    is_word(office.as("thuky").get(path), ".docx");
    BOOST_TEST(office.as("bmt").get(path).status == 404);
    ok(office.as("thuky").post(at("meetings", meeting) + "/minutes/signatures"));
    is_refused(office.as("thuky").get(path), "bản PDF là bản gốc");
    BOOST_TEST(ok(office.as("thuky").get(at("meetings", meeting))).at("minutes_editable") == false);
}

BOOST_DATA_TEST_CASE(a_decision_may_be_written_on_until_it_is_signed, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    pass_council(office, "2025-11-03", items);
    const auto id = draft_decision(office, items);
    const auto decision = at("decisions", id);

    const auto sketch = office.as("tchc").get(decision + "/docx");
    is_word(sketch, ".docx");
    BOOST_TEST(says(sketch, "Trần Quốc Đạt"));
    BOOST_TEST(office.as("bmt").get(decision + "/docx").status == 404);

    step(office, "tchc", decision, "present");
    is_refused(office.as("tchc").get(decision + "/docx"), "không còn là dự thảo");
    auto shown = ok(office.as("giamdoc").get(decision));
    BOOST_TEST(shown.at("document_editable") == true);
    const auto path = "/documents/" + shown.at("document_id").dump() + "/docx";
    is_word(office.as("giamdoc").get(path), ".docx");

    step(office, "giamdoc", decision, "sign");
    is_refused(office.as("giamdoc").get(path), "bản PDF là bản gốc");
    step(office, "vanthu", decision, "issue");
    is_refused(office.as("bmt").get(path), "bản PDF là bản gốc");
    shown = ok(office.as("tchc").get(decision));
    BOOST_TEST(shown.at("document_editable") == false);
}

BOOST_AUTO_TEST_SUITE_END()
