// What follows from an issued decision says what its paper said, whatever changed since.
#include "templates/data/decision_papers.h"

#include <boost/test/unit_test.hpp>

#include "server/jobs/certificates.h"
#include "templates/lint/lint.h"
#include "templates/papers.h"
#include "tests/support/paper.h"
#include "workflow/vietnamese.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;
using nlohmann::json;

namespace {

const Signer director{"", "Giám đốc", "Trần Mạnh Toàn"};

Day day(const char* text) {
    return *parse_day(text);
}

// The sample decision as the clerk issued it.
Document issued(json data = tdkt::test::paper_data("decision")) {
    Document paper;
    paper.kind = tdkt::workflow::PaperKind::decision;
    paper.number = 5;
    paper.symbol = "QĐ-BHXH";
    paper.issued_on = "2025-11-12";
    paper.issued_file = "0";
    paper.data = data.dump();
    return paper;
}

bool is_lawful(const char* kind, const json& data) {
    const auto found = lint::findings(kind, data);
    for (const auto& finding : found.findings) BOOST_TEST_MESSAGE(lint::line_of(finding));
    return found.findings.empty();
}

Kind refusal(const Document& paper) {
    try {
        issued_decision(paper);
    } catch (const Problem& problem) {
        return problem.kind();
    }
    return Kind::malformed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decision_papers_test)

BOOST_AUTO_TEST_CASE(a_decision_is_read_back_from_the_data_of_its_paper) {
    const auto data = tdkt::test::paper_data("decision");
    const auto decision = issued_decision(issued(data));
    const auto collectives = data["collectives"]["rows"].size();
    BOOST_TEST(decision.honoured.size() == collectives + data["persons"]["rows"].size());
    BOOST_TEST((decision.honoured[collectives - 1].subject == Subject::collective));
    BOOST_TEST((decision.honoured[collectives].subject == Subject::person));
    BOOST_TEST(decision.honoured[collectives].name ==
               data["persons"]["rows"][0]["name"].get<std::string>());
    BOOST_TEST(decision.organ.name == data["organ"]["name"].get<std::string>());
    BOOST_TEST(cited(decision).starts_with("Quyết định số 05/QĐ-BHXH ngày 12 tháng 11 năm 2025"));
}

BOOST_AUTO_TEST_CASE(a_draft_or_a_decision_about_nobody_is_refused) {
    auto draft = issued();
    draft.issued_file.clear();
    BOOST_TEST((refusal(draft) == Kind::blocked));
    auto data = tdkt::test::paper_data("decision");
    data.erase("persons");
    data.erase("collectives");
    BOOST_TEST((refusal(issued(data)) == Kind::blocked));
}

BOOST_AUTO_TEST_CASE(what_is_paid_is_the_sum_of_the_lines) {
    const auto decision = issued_decision(issued());
    const auto data =
        payment_data(decision, {"", "Người lập", ""}, {"", "Trưởng phòng", ""}, day("2025-12-08"));
    std::int64_t sum = 0;
    for (const auto& row : data["rows"]) {
        auto digits = row["amount"].get<std::string>();
        std::erase(digits, '.');
        sum += std::stoll(digits);
    }
    BOOST_TEST(decision.total() == sum);
    BOOST_TEST(data["sum"] == grouped(sum));
    BOOST_TEST(data["sum_in_words"] == money_in_words(sum));
    BOOST_TEST(data["approver"] == tdkt::test::paper_data("decision")["signer"]);
    BOOST_TEST(is_lawful("payment", data));
}

BOOST_AUTO_TEST_CASE(a_certificate_names_its_decision_and_its_line_in_the_roll) {
    const auto decision = issued_decision(issued());
    const auto sheets = tdkt::server::certificates(decision, CertificateKind::commendation, 6);
    BOOST_TEST_REQUIRE(sheets.size() == decision.honoured.size());
    BOOST_TEST(sheets[0]["register"] == "07");
    BOOST_TEST(sheets[0]["decision"] == "05/QĐ-BHXH ngày 12 tháng 11 năm 2025");
    BOOST_TEST(sheets[0]["kind"] == "Giấy khen");
    BOOST_TEST(!sheets[0].contains("position"));
    BOOST_TEST(sheets.back()["position"] == decision.honoured.back().position);
    for (const auto& sheet : sheets) BOOST_TEST(is_lawful("certificate", sheet));
}

BOOST_AUTO_TEST_CASE(an_attestation_names_the_prize_and_a_commendation_does_not) {
    auto decision = issued_decision(issued());
    decision.merit = "có thành tích xuất sắc";
    Honoured one{Subject::person, "H’Nguyệt Byă", "Chuyên viên", "Giải Nhất", 0};
    const auto merit = [&](CertificateKind kind) {
        return certificate_data(decision, one, 1, kind)["merit"].get<std::string>();
    };
    BOOST_TEST(merit(CertificateKind::attestation) == "Đạt “Giải Nhất”, có thành tích xuất sắc");
    BOOST_TEST(merit(CertificateKind::commendation) == "Đã có thành tích xuất sắc");
    one.award = "Khen thưởng cá nhân";
    BOOST_TEST(merit(CertificateKind::attestation) == "Đã có thành tích xuất sắc");
    decision.merit.clear();
    BOOST_TEST(merit(CertificateKind::commendation) == "Đã có thành tích được khen thưởng");
    BOOST_TEST(
        is_lawful("certificate", certificate_data(decision, one, 1, CertificateKind::attestation)));
}

BOOST_AUTO_TEST_CASE(the_roll_of_honour_numbers_its_lines_through_the_year) {
    const auto decision = issued_decision(issued());
    const IssuedDecision year[] = {decision, decision};
    const auto data = honour_data(2025, year, "", director, day("2025-12-31"));
    BOOST_TEST(data["rows"].size() == 2 * decision.honoured.size());
    BOOST_TEST(data["rows"][decision.honoured.size()]["no"] ==
               document_number(static_cast<int>(decision.honoured.size()) + 1));
    BOOST_TEST(is_lawful("honour", data));
}

// Wherever the last page of the list ends: its signatures may stand on a page of their own.
BOOST_AUTO_TEST_CASE(a_list_of_any_length_is_lawful) {
    auto decision = issued_decision(issued());
    const auto one = decision.honoured.back();
    for (int length = 1; length <= 40; ++length) {
        decision.honoured.assign(static_cast<std::size_t>(length), one);
        BOOST_TEST_CONTEXT(length << " rows") {
            BOOST_TEST(is_lawful("payment",
                                 payment_data(decision, director, director, day("2025-12-08"))));
            BOOST_TEST(is_lawful("honour", honour_data(2025, std::span(&decision, 1), "", director,
                                                       day("2025-12-31"))));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
