// What tests/fuzz found, and its like: lengths, codes and data that no paper can show.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "templates/paper/pdf.h"
#include "templates/paper/words.h"
#include "templates/papers.h"
#include "tests/support/paper.h"
#include "workflow/problem.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using tdkt::workflow::Kind;
using tdkt::workflow::Problem;

namespace {

bool is_refused(const std::string& body, Flaw flaw) {
    try {
        const Sample sample(body);
    } catch (const Unreadable& error) {
        return error.flaw == flaw;
    }
    return false;
}

std::string on_a_card(const std::string& body) {
    return "<paper title=\"t\" size=\"90 50\">" + body + "</paper>";
}

void stays_on_its_sheet(const Layout& layout) {
    for (const auto& placed : layout.placed) {
        const auto at = corner(layout, placed);
        const auto end = layout.slabs[placed.slab + 1];
        for (auto i = layout.slabs[placed.slab].lines; i < end.lines; ++i)
            BOOST_TEST(at.x + layout.text.lines[i].x + layout.text.lines[i].width <=
                       layout.sheet.width);
        for (auto i = layout.slabs[placed.slab].codes; i < end.codes; ++i) {
            const auto& box = layout.codes[i].box;
            BOOST_TEST(at.x + box.x + box.width <= layout.sheet.width);
            BOOST_TEST(at.y + box.y + box.height <= layout.sheet.height);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strange_papers_test)

BOOST_AUTO_TEST_CASE(a_length_is_above_nothing_and_within_the_largest_sheet) {
    for (const std::string length : {"inf", "nan", "1e300", "421", "0", "-1", "x"}) {
        BOOST_TEST_CONTEXT(length) {
            const auto is = "=\"" + length + "\"";
            BOOST_TEST(is_refused("<p><field name=\"so\" width" + is + "/></p>", Flaw::no_length));
            BOOST_TEST(is_refused("<qr text=\"a\" size" + is + "/>", Flaw::no_length));
            BOOST_TEST(is_refused("<image name=\"x\" width" + is + "/>", Flaw::no_length));
            BOOST_TEST(is_refused("<image name=\"x\" height" + is + "/>", Flaw::no_length));
            BOOST_CHECK_THROW(Whole(on_a_card("<border inset" + is + "/>")), Unreadable);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_code_of_nothing_or_too_much_is_refused) {
    const auto code = [](std::size_t size) {
        return "<qr text=\"" + std::string(size, 'a') + "\"/>";
    };
    BOOST_TEST(is_refused(code(0), Flaw::qr_text));
    BOOST_TEST(is_refused(code(2332), Flaw::qr_text));
    const Sample longest(code(2331));
    BOOST_TEST(write_pdf(longest.layout, "t").ends_with("%%EOF\n"));
}

BOOST_AUTO_TEST_CASE(a_code_holds_a_nul_as_any_byte) {
    const Sample one(std::string("<qr text=\"\0\"/>", 14));
    const Sample two(std::string("<qr text=\"\0a\"/>", 15));
    BOOST_TEST(write_pdf(one.layout, "t") != write_pdf(two.layout, "t"));
}

BOOST_AUTO_TEST_CASE(a_code_is_no_larger_than_its_place) {
    const Sample flow("<qr text=\"a\" size=\"400\"/>");
    BOOST_TEST(flow.layout.codes.at(0).box.width <= text_width);
    stays_on_its_sheet(flow.layout);
    const Whole card(
        on_a_card("<box left=\"80\" top=\"40\" width=\"10\" height=\"10\">"
                  "<qr text=\"a\" size=\"50\"/></box>"));
    BOOST_TEST_REQUIRE(card.layout.codes.size() == 1U);
    BOOST_TEST(card.layout.codes[0].box.width > 9 * mm);
    stays_on_its_sheet(card.layout);
}

BOOST_AUTO_TEST_CASE(a_field_is_no_wider_than_its_line) {
    for (const auto* before : {"", "Số:", "Số: "}) {
        const Sample sample(joined({"<p>", before, "<field name=\"so\" width=\"400\"/>/BC</p>"}));
        BOOST_TEST_REQUIRE(sample.layout.widgets.size() == 1U);
        const auto& box = sample.layout.widgets[0].box;
        BOOST_TEST(box.width > 100 * mm);
        BOOST_TEST(box.x + box.width <= text_width + 0.01);
        stays_on_its_sheet(sample.layout);
    }
}

BOOST_AUTO_TEST_CASE(a_letter_carries_so_many_marks_and_no_more) {
    const auto shown = [](int marks) {
        std::string word = "a";
        for (int i = 0; i < marks; ++i) word += "\u0301";
        return words().word(Face::regular, word).shown;
    };
    BOOST_TEST(shown(31) != shown(32));
    BOOST_TEST(shown(33) == shown(32));
    BOOST_TEST(shown(1000) == shown(32));
}

BOOST_AUTO_TEST_CASE(data_that_no_table_can_hold_are_a_problem) {
    auto plan = paper_data("plan");
    const auto element = std::ranges::find_if(
        plan["content"], [](const auto& each) { return each.contains("table"); });
    BOOST_TEST_REQUIRE((element != plan["content"].end()));
    (*element)["table"]["rows"][0]["cells"].push_back({{"words", "một ô quá nhiều"}});
    BOOST_CHECK_EXCEPTION(render_paper("plan", plan), Problem, [](const Problem& problem) {
        return problem.kind() == Kind::blocked &&
               std::string(problem.what()).find("Số ô của hàng") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(an_organ_that_is_named_by_a_number_is_named_so_in_word_too) {
    auto decision = paper_data("decision");
    decision["organ"]["name"] = 7;
    BOOST_TEST(paper_docx("decision", decision).starts_with("PK"));
}

BOOST_AUTO_TEST_SUITE_END()
