// Minutes get two signatures of persons; what may be changed between them.
#include <boost/test/unit_test.hpp>

#include "tests/support/signing.h"
#include "workflow/problem.h"

using namespace tdkt::server;
using namespace tdkt::test;
using tdkt::workflow::Problem;

namespace {

// Minutes as they come from the writer: two persons sign, and nobody else.
std::string blank_minutes() {
    auto objects = sample_objects();
    auto& seal = objects.at(10);
    seal = replaced(seal, "(dau_co_quan)", "(ky_thu_ky)");
    return write_pdf(objects);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signed_minutes_test)

BOOST_AUTO_TEST_CASE(two_persons_sign_minutes_in_any_order) {
    const auto& office = signing_office();
    for (const auto& [first, second] : {std::pair{paper_field::leader, paper_field::secretary},
                                        std::pair{paper_field::secretary, paper_field::leader}}) {
        const auto once = sign_minutes(blank_minutes(), first, office.leader, approval(),
                                       office.roots, SigningOffice::approved_at);
        BOOST_TEST(office.look(once).valid());
        const auto twice = sign_minutes(once, second, office.seal, approval(), office.roots,
                                        SigningOffice::issued_at);
        BOOST_TEST(twice.starts_with(once));
        BOOST_TEST(office.look(twice).valid(), describe(office.look(twice)));
        BOOST_CHECK_THROW(sign_minutes(twice, first, office.leader, approval(), office.roots,
                                       SigningOffice::issued_at),
                          Problem);
    }
}

BOOST_AUTO_TEST_CASE(who_signs_second_does_not_touch_the_stamp_of_the_first) {
    const auto& office = signing_office();
    const auto once = sign_minutes(blank_minutes(), paper_field::leader, office.leader, approval(),
                                   office.roots, SigningOffice::approved_at);
    PdfFile before(once);
    const auto field = before.fields().at(paper_field::leader);
    const int number = field.getObjectID();
    const auto text = QPDFObjectHandle(field).unparseResolved();
    const auto at = text.find("/AP");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    const auto picture = std::to_string(number + 500);
    const auto end = text.find(">>", at) + 2;
    const PdfObjects objects = {
        {number, text.substr(0, at) + "/AP << /N " + picture + " 0 R >>" + text.substr(end)},
        {number + 500,
         "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n"
         "\nendstream"}};
    const auto changed = append_update(once, objects);
    PdfFile after(changed);
    const auto changes = changes_between(before, after, Allowed::next_signature);
    BOOST_TEST(!changes.empty());
    BOOST_TEST(std::ranges::none_of(changes, &PdfChange::allowed));
}

BOOST_AUTO_TEST_SUITE_END()
