// What every document says, read back from its PDF by a program of others.
#include <boost/test/unit_test.hpp>

#include "templates/paper/text.h"
#include "templates/papers.h"
#include "tests/support/printed.h"
#include "tests/support/variants.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// Data that steer and are not shown: widths of columns, the address in a QR code.
bool is_shown(const std::string& name, const json& value) {
    return value.is_string() && name != "widths" && name != "verify";
}

// Asks for every text of the data; one that a style writes in capitals comes in them.
void check_texts(const json& value, const std::string& read) {
    for (const auto& [name, member] : value.items()) {
        if (member.is_structured()) {
            check_texts(member, read);
        } else if (is_shown(name, member)) {
            const auto text = squeezed(member);
            BOOST_TEST((read.find(text) != read.npos || read.find(capitals(text)) != read.npos),
                       name << ": " << member);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documents_test)

BOOST_AUTO_TEST_CASE(every_text_of_every_document_comes_back) {
    for (const auto& kind : paper_kinds())
        for (const auto& [name, data] : variants(std::string(kind.code)))
            BOOST_TEST_CONTEXT(kind.code << ", " << name)
    check_texts(data, Printed(paper_pdf(kind.code, data)).squeezed());
}

BOOST_AUTO_TEST_CASE(an_annex_of_486_names_holds_each_in_its_place) {
    auto data = paper_data("decision");
    resize_lists(data["persons"], 486);
    auto& rows = data["persons"]["rows"];
    for (auto& row : rows) row["name"] = "H’Nguyệt Byă " + row["no"].dump();
    const auto paper = render_paper("decision", data);
    const auto read = Printed(paper.pdf).squeezed();
    std::size_t at = read.find("II.CÁNHÂN");
    for (const auto& row : rows) {
        const auto line =
            row["no"].dump() + row["name"].get<std::string>() + row["position"].get<std::string>();
        at = read.find(squeezed(line), at);
        BOOST_TEST_REQUIRE(at != std::string::npos, line);
    }
    BOOST_TEST(paper.pages > 10);
}

BOOST_AUTO_TEST_SUITE_END()
