#include "tests/support/signing.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "server/signing/authority.h"
#include "server/signing/pades.h"
#include "server/signing/verify.h"
#include "workflow/problem.h"

using namespace tdkt::server;
using namespace tdkt::test;
using tdkt::workflow::Problem;

namespace {

constexpr std::int64_t founded_at = 1'790'000'000'000;         // 21/09/2026 20:33:20 +07:00
constexpr std::int64_t approved_at = founded_at + 86'400'000;  // the day after
constexpr std::int64_t issued_at = approved_at + 3'600'000;    // an hour later
constexpr std::int64_t now = issued_at + 60'000;

// Keys are made once for the whole suite.
struct Office {
    TempDir folder;
    DemoAuthority authority{folder / "keys", "mật khẩu thử", founded_at};
    Pkcs12Signer leader = authority.key(
        "leader", {"Nguyễn Thị Ánh Nguyệt", "Bảo hiểm xã hội thành phố Đà Nẵng", "Giám đốc"},
        founded_at);
    Pkcs12Signer seal = authority.key(
        "seal", {"Bảo hiểm xã hội thành phố Đà Nẵng", "Bảo hiểm xã hội thành phố Đà Nẵng", ""},
        founded_at);
    Roots roots{authority.root_pem()};
};

Office& office() {
    static Office the_office;
    return the_office;
}

Draw text(const std::string& words, const std::string& colour) {
    return [=](double, double) {
        return "BT " + colour + " rg /F0 10 Tf 2 4 Td (" + words + ") Tj ET";
    };
}

SignatureMark approval() {
    return {text("Ky boi", "0 0 1"), "Phê duyệt", "Đà Nẵng"};
}

IssueMarks marks() {
    return {{"412/QĐ-BHXH", text("412", "0 0 0")},
            {"23", text("23", "0 0 0")},
            {text("Dau", "1 0 0"), "Ban hành", "Đà Nẵng"}};
}

std::string approved(const std::string& paper = sample_paper()) {
    return approve(paper, office().leader, approval(), approved_at);
}

std::string issued(const std::string& paper) {
    return issue(paper, office().seal, marks(), office().roots, issued_at);
}

const std::string& finished() {
    static const std::string pdf = issued(approved());
    return pdf;
}

SignatureReport look(const std::string& pdf) {
    return verify(pdf, office().roots, now);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signing_test)

BOOST_AUTO_TEST_CASE(a_paper_that_was_approved_and_issued_is_valid) {
    const auto report = look(finished());
    BOOST_TEST_INFO(describe(report));
    BOOST_TEST(report.issued());
    BOOST_TEST_REQUIRE(report.signatures.size() == 2u);
    BOOST_TEST(report.signatures[0].signer.name == "Nguyễn Thị Ánh Nguyệt");
    BOOST_TEST(report.number == "412/QĐ-BHXH");
}

BOOST_AUTO_TEST_CASE(other_readers_find_both_signatures_valid) {
    const auto path = keep(office().folder, "finished.pdf", finished());
    const auto [ok, printed] = run_program("pdfsig " + path);
    BOOST_TEST_MESSAGE(printed);
    const auto [ok2, printed2] = run_program("mutool sign -v " + path);
    BOOST_TEST_MESSAGE(printed2);
    BOOST_TEST_MESSAGE(describe(look(finished())));
    const auto [ok3, printed3] = run_program("qpdf --check " + path);
    BOOST_TEST_MESSAGE(printed3);
    BOOST_TEST(ok2 == 0);
}

BOOST_AUTO_TEST_SUITE_END()
