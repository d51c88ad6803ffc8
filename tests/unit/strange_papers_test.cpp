// What tests/fuzz found, and its like: lengths, codes and data that no paper can show.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "templates/paper/pdf.h"
#include "templates/paper/words.h"
#include "templates/papers.h"
#include "tests/support/on_sheet.h"
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
    BOOST_TEST(OnSheet(layout).stray() == "");
}

bool card_is_refused(const std::string& body, Flaw flaw) {
    try {
        const Whole whole(on_a_card(body));
    } catch (const Unreadable& error) {
        return error.flaw == flaw && error.line == 1;
    }
    return false;
}

std::string in_a_box(const std::string& sides, const std::string& body) {
    return "<box left=\"2\" top=\"2\" " + sides + ">" + body + "</box>";
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

BOOST_AUTO_TEST_CASE(what_cannot_shrink_is_no_larger_than_its_box) {
    const std::string name = "<p class=\"award_name\">Nguyễn Thị Minh Khai</p>";
    const std::string signature = "<signature person=\"ky_lanh_dao\"/>";
    const std::string sealed = "<signature person=\"ky_lanh_dao\" organ=\"dau_co_quan\"/>";
    const auto flaw = Flaw::larger_than_box;
    BOOST_TEST(card_is_refused(in_a_box("width=\"80\" height=\"29\"", signature), flaw));
    BOOST_TEST(card_is_refused(in_a_box("width=\"49\" height=\"40\"", signature), flaw));
    BOOST_TEST(card_is_refused(in_a_box("width=\"70\" height=\"40\"", sealed), flaw));
    BOOST_TEST(
        card_is_refused(in_a_box("width=\"15\" height=\"40\"", "<frame kind=\"mat\"/>"), flaw));
    BOOST_TEST(card_is_refused(
        in_a_box("width=\"80\" height=\"37\"", signature + "<frame kind=\"mat\"/>"), flaw));
    const Whole whole(on_a_card(in_a_box("width=\"80\" height=\"30\"", name + sealed + name)));
    BOOST_TEST(whole.layout.widgets.size() == 2U);
    BOOST_TEST(!whole.layout.text.warnings.empty());
    stays_on_its_sheet(whole.layout);
}

BOOST_AUTO_TEST_CASE(a_border_leaves_its_sheet_room) {
    BOOST_TEST(card_is_refused("<border inset=\"20\"/>", Flaw::border_beyond_sheet));
    stays_on_its_sheet(Whole(on_a_card("<border inset=\"14\"/>")).layout);
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

BOOST_AUTO_TEST_CASE(marks_that_are_left_out_are_told_of) {
    std::string marks;
    for (int i = 0; i < 33; ++i) marks += "\u0301";
    const Sample most("<p>a" + marks.substr(2) + "</p>");
    BOOST_TEST(most.layout.text.warnings.empty());
    const Sample more("<p>a" + marks + "</p>");
    BOOST_TEST_REQUIRE(more.layout.text.warnings.size() == 1U);
    BOOST_TEST(more.layout.text.warnings[0].find("quá nhiều dấu") != std::string::npos);
}

// The examination of a template tries what the data may be, not all that they can.
BOOST_AUTO_TEST_CASE(words_that_fail_on_data_are_a_problem_that_says_where) {
    auto data = paper_data("receipt");
    const auto problem_of = [&](const std::string& words) {
        try {
            paper_pdf({"receipt", words}, data);
        } catch (const Problem& problem) {
            BOOST_TEST((problem.kind() == Kind::blocked));
            return std::string(problem.what());
        }
        return std::string();
    };
    const std::string words =
        "<paper title=\"t\">\n{{#nominees}}<p>{{name}}</p>\n{{#position}}<p>{{/position}}\n"
        "{{/nominees}}</paper>";
    BOOST_TEST(problem_of(words) ==
               "Không lập được văn bản loại “Phiếu tiếp nhận hồ sơ”: dòng 2 của mẫu (đã ghép các "
               "phần có sẵn), “{{#nominees}}<p>{{name}}</p>”: Thẻ này không được đứng trong <p>.");
    BOOST_TEST(problem_of("<paper title=\"t\">{{#code}}</paper>").find("dòng 1 ") !=
               std::string::npos);
    BOOST_TEST(problem_of("<paper title=\"t\"><qr text=\"{{code}}\"/></paper>") == "");
    data["code"] = "";
    BOOST_TEST(problem_of("<paper title=\"t\">\n<qr text=\"{{code}}\"/></paper>").find("dòng 2 ") !=
               std::string::npos);
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
