// What programs of others make of our papers.
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "templates/papers.h"
#include "tests/support/flowing.h"
#include "tests/support/paper.h"
#include "tests/support/printed.h"

using namespace tdkt::templates;
using tdkt::test::flowing;
using tdkt::test::paper_data;
using tdkt::test::Printed;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper_tools_test)

BOOST_AUTO_TEST_CASE(qpdf_finds_nothing_wrong) {
    for (const auto& kind : paper_kinds()) {
        const Printed paper(paper_pdf(kind.code, paper_data(std::string(kind.code))));
        BOOST_TEST(holds(paper.asked("qpdf --check @"), "No syntax or stream encoding errors"));
    }
}

BOOST_AUTO_TEST_CASE(mutool_draws_without_complaint) {
    for (const auto& kind : paper_kinds()) {
        const Printed paper(paper_pdf(kind.code, paper_data(std::string(kind.code))));
        auto said = paper.asked("mutool draw -o /dev/null -F pgm @");
        // Debian builds it without colour profiles, and it says so of any paper with one.
        const std::string known = "warning: ICC support is not available";
        if (said.starts_with(known)) said.erase(0, known.size());
        BOOST_TEST(!holds(said, "error"));
        BOOST_TEST(!holds(said, "warning"));
    }
}

BOOST_AUTO_TEST_CASE(every_name_of_the_list_comes_back) {
    const auto data = paper_data("decision");
    const Printed paper(paper_pdf("decision", data));
    const auto text = flowing(paper.asked("pdftotext -layout @ -"));
    for (const auto& person : data["persons"]["rows"]) BOOST_TEST(holds(text, person["name"]));
}

BOOST_AUTO_TEST_CASE(fonts_are_inside_and_cut) {
    const Printed paper(paper_pdf("decision", paper_data("decision")));
    std::istringstream rows(paper.asked("pdffonts @"));
    int fonts = 0;
    for (std::string row; std::getline(rows, row);) {
        if (!holds(row, "LiberationSerif")) continue;
        ++fonts;
        BOOST_TEST(holds(row, "Identity-H       yes yes yes"));
    }
    BOOST_TEST(fonts == 4);
}

BOOST_AUTO_TEST_CASE(pages_are_a4_tagged_and_as_many_as_said) {
    const auto made = render_paper("decision", paper_data("decision"));
    const Printed paper(made.pdf);
    const auto info = flowing(paper.asked("pdfinfo @"));
    BOOST_TEST(holds(info, "Tagged: yes"));
    BOOST_TEST(holds(info, "Form: AcroForm"));
    BOOST_TEST(holds(info, "(A4)"));
    BOOST_TEST(holds(info, "PDF version: 1.7"));
    BOOST_TEST(holds(info, "Pages: " + std::to_string(made.pages)));
    BOOST_TEST(holds(info, made.title));
}

BOOST_AUTO_TEST_CASE(the_first_page_has_no_number_and_the_second_has) {
    const Printed paper(paper_pdf("decision", paper_data("decision")));
    BOOST_TEST(flowing(paper.asked("pdftotext -f 1 -l 1 -x 0 -y 0 -W 595 -H 50 @ -")).empty());
    BOOST_TEST(flowing(paper.asked("pdftotext -f 2 -l 2 -x 0 -y 0 -W 595 -H 50 @ -")) == "2");
    BOOST_TEST(flowing(paper.asked("pdftotext -f 3 -l 3 -x 0 -y 0 -W 595 -H 50 @ -")).empty());
}

BOOST_AUTO_TEST_CASE(signs_of_markup_come_back_as_they_were_typed) {
    auto data = paper_data("decision");
    data["merit"] = "TNHH A & B <x> {{y}} “(z)” \\ w";
    const Printed paper(paper_pdf("decision", data));
    BOOST_TEST(holds(flowing(paper.asked("pdftotext -raw @ -")), data["merit"]));
}

BOOST_AUTO_TEST_CASE(the_signature_fields_wait_unsigned) {
    const Printed paper(paper_pdf("decision", paper_data("decision")));
    const auto fields = paper.asked("mutool show @ form");
    BOOST_TEST(holds(fields, "ky_lanh_dao"));
    BOOST_TEST(holds(fields, "dau_co_quan"));
}

BOOST_AUTO_TEST_SUITE_END()
