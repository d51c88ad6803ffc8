// What stands against keeping a template, and where.
#include "templates/desk/examine.h"

#include <boost/test/unit_test.hpp>
#include <random>

#include "templates/papers.h"
#include "templates/resources.h"

using namespace tdkt::templates;
using tdkt::workflow::Problem;

namespace {

std::string shipped(std::string_view kind) {
    return std::string(resource(paper_kind(kind).text));
}

// The program's receipt with one thing changed.
std::string receipt_with(const std::string& words, const std::string& others) {
    auto text = shipped("receipt");
    const auto at = text.find(words);
    BOOST_TEST_REQUIRE(at != text.npos, words);
    return text.replace(at, words.size(), others);
}

std::string times(int count, const std::string& text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

void is_refused(const std::string& text, std::string_view code, int line = 0, int column = 0) {
    const auto examined = examine("receipt", text);
    BOOST_TEST_REQUIRE(!examined.objections.empty(), code);
    const auto& first = examined.objections.front();
    BOOST_TEST(first.code == code, first.code << ": " << first.message);
    if (line != 0) BOOST_TEST(first.line == line, first.code << " in line " << first.line);
    if (column != 0) BOOST_TEST(first.column == column, first.code << " at " << first.column);
    BOOST_TEST(examined.html.empty());
}

constexpr auto last_sentence = "Đơn vị theo dõi hồ sơ trên hệ thống theo mã nêu trên.";

}  // namespace

BOOST_AUTO_TEST_SUITE(examine_test)

BOOST_AUTO_TEST_CASE(the_programs_own_templates_can_be_kept) {
    for (const auto& kind : paper_kinds()) {
        const auto examined = examine(kind.code, shipped(kind.code));
        for (const auto& objection : examined.objections)
            BOOST_ERROR(kind.code << ": " << sentence_of(objection));
        BOOST_TEST(error_codes(examined.lint) == "", kind.code);
        BOOST_TEST(examined.dropped.empty(), kind.code);
        BOOST_TEST(examined.pages > 0);
        BOOST_TEST(examined.whole == shipped_text(kind.code));
    }
    BOOST_CHECK_THROW(examine("letter", ""), Problem);
}

BOOST_AUTO_TEST_CASE(new_words_stand_in_the_paper) {
    const auto examined = examine(
        "receipt", receipt_with(last_sentence, "Tra cứu bằng mã {{code}} & số điện thoại."));
    BOOST_TEST(!examined.objections.empty());  // & is written &amp;
    const auto better =
        examine("receipt", receipt_with(last_sentence, "Tra cứu bằng mã <b>{{code}}</b>."));
    BOOST_TEST(better.objections.empty());
    BOOST_TEST(better.html.find("Tra cứu bằng mã") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_mistake_is_told_where_it_stands) {
    is_refused("<paper title=\"x\">\n<p>Một {{code</p>\n</paper>", "tag_open", 2, 8);
    is_refused("<paper title=\"x\">\n{{#nominees}}<p>a</p>\n</paper>", "section_open", 2);
    is_refused("<paper title=\"x\">\n<p>{{/nominees}}</p></paper>", "section_closes_nothing", 2);
    is_refused("<paper title=\"x\">\n<p>Đã có {{{code}}}</p></paper>", "tag_forbidden", 2);
    is_refused("<paper title=\"x\">\n<p>{{&code}}</p></paper>", "tag_forbidden", 2);
    is_refused("<paper title=\"x\">\n\n  {{> pages/parts/frame}}</paper>", "part_unknown", 3, 3);
    is_refused("<paper title=\"x\">{{> dispatches/../../x}}</paper>", "part_unknown", 1, 18);
    is_refused("<paper title=\"x\">\n<p>Đ {{secret}}</p></paper>", "name_unknown", 2, 8);
    is_refused("<paper title=\"x\">\n<p>a</p>\n<blink>b</blink></paper>", "unknown_element", 3, 1);
    is_refused("<paper title=\"x\">\n<p class=\"big\">a</p></paper>", "unknown_class", 2, 4);
    is_refused("<paper title=\"x\">\n<p style=\"x\">a</p></paper>", "unknown_attribute", 2, 4);
    is_refused("<paper title=\"x\">\n<p>a</h1></paper>", "wrong_end", 2, 5);
    is_refused("<paper title=\"x\">\n<p>a", "not_ended", 2, 5);
    is_refused("<paper title=\"x\">\nchữ</paper>", "text_outside");
    is_refused("", "no_paper");
    is_refused("<p>a</p>", "no_paper", 1, 1);
}

// The data stand between the template and the markup: a place is one of the template.
BOOST_AUTO_TEST_CASE(a_mistake_behind_data_and_parts_is_found_in_the_template) {
    is_refused(
        "<paper title=\"x\">\n{{> dispatches/2020-03-05/parts/nation}}\n"
        "{{#nominees}}\n<p>{{name}}</p>\n{{/nominees}}\n<p>Sau <u>danh sách</u></p></paper>",
        "unknown_element", 6, 8);
    is_refused(
        "<paper title=\"x\">\n{{#nominees}}<p>{{name}}</p>\n<q>{{no}}</q>{{/nominees}}</paper>",
        "unknown_element", 3, 1);
    const auto examined = examine("receipt", "<paper title=\"x\"><p>Hồ sơ <u>mới</u></p></paper>");
    BOOST_TEST(examined.objections.at(0).excerpt.find("<u>mới</u>") != std::string::npos);
    BOOST_TEST(sentence_of(examined.objections.at(0)) == "Dòng 1, cột 27: Không có thẻ <u>.");
}

BOOST_AUTO_TEST_CASE(a_template_reads_nothing_but_its_data) {
    for (const std::string name : {"organ.secret", "nominees.name", "nominees.0.name", "..", "csrf",
                                   "constructor", "signer.name"})
        is_refused(receipt_with(last_sentence, "{{" + name + "}}"), "name_unknown");
    // In a list a name stands for the row alone.
    const auto inside = examine("receipt", receipt_with("<td>{{name}}</td>", "<td>{{code}}</td>"));
    BOOST_TEST_REQUIRE(!inside.objections.empty());
    BOOST_TEST(inside.objections[0].message.find("award, name, no, position") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_may_be_absent_is_asked_for_first) {
    auto text = shipped("decision");
    const auto at = text.find("<h1>Quyết định</h1>");
    text.insert(at, "<p>{{persons.heading}}</p>\n");
    auto examined = examine("decision", text);
    BOOST_TEST_REQUIRE(!examined.objections.empty());
    BOOST_TEST(examined.objections[0].code == "name_may_lack");
    text.replace(at, 26, "{{#persons}}<p>{{heading}}</p>{{/persons}}");
    examined = examine("decision", text);
    for (const auto& objection : examined.objections) BOOST_ERROR(sentence_of(objection));
}

BOOST_AUTO_TEST_CASE(the_places_for_number_and_signatures_stay) {
    auto text = shipped("decision");
    const std::string signer = "{{> dispatches/2020-03-05/parts/signer}}";
    text.replace(text.find(signer), signer.size(), "<p class=\"signer_name\">{{signer.name}}</p>");
    auto examined = examine("decision", text);
    BOOST_TEST_REQUIRE(examined.objections.size() == 2u);
    for (const auto& objection : examined.objections) BOOST_TEST(objection.code == "field_lacking");
    text = shipped("decision");
    text.insert(text.find("<h1>"), "<p><field name=\"so\" width=\"11\"/></p>");
    examined = examine("decision", text);
    BOOST_TEST_REQUIRE(!examined.objections.empty());
    BOOST_TEST(examined.objections[0].code == "field_twice");
}

// What the sample does not show, the first paper of another kind does.
BOOST_AUTO_TEST_CASE(a_template_is_tried_on_all_that_its_data_may_be) {
    const auto objection_to = [](const std::string& kind, const std::string& words) {
        auto text = shipped(kind);
        text.insert(text.find("</paper>"), words);
        const auto objections = examine(kind, text).objections;
        return objections.empty() ? std::string() : objections[0].code + objections[0].message;
    };
    const auto says = [&](const std::string& kind, const std::string& words,
                          const std::string& code, const std::string& when) {
        const auto found = objection_to(kind, words);
        BOOST_TEST(found.starts_with(code), words << ": " << found);
        BOOST_TEST(found.find(when) != std::string::npos, words << ": " << found);
    };
    says("decision",
         "{{#signer.prefix}}<p class=\"signer_title\">{{signer.prefix}}{{/signer.prefix}}",
         "wrong_end", "khi có “signer.prefix”");
    says("decision", "{{^persons}}<p><field name=\"so\"/></p>{{/persons}}", "field_twice",
         "khi không có “persons”");
    says("decision", "{{^meetings}}<p>{{/meetings}}", "wrong_end", "khi không có “meetings”");
    says("submission", "{{#voted}}<p>{{voted}}</p>{{/voted}}", "name_not_shown", "voted");
    says("receipt", "{{^code}}<u/>{{/code}}", "unknown_element", "khi để trống “code”");
    says("plan", "{{#marks.khan}}<p>{{/marks.khan}}", "wrong_end", "khi có “marks.khan”");
    says("plan", "{{#content}}{{#table}}<u/>{{/table}}{{/content}}", "unknown_element", "");
    says("submission", "{{#nominees}}{{#percent}}<u/>{{/percent}}{{/nominees}}", "unknown_element",
         "nominees");
    says("decision", "{{#collectives.rows}}<p><field name=\"x\"/></p>{{/collectives.rows}}",
         "field_twice", "");
    says("decision", "{{#signer.prefix}}<image name=\"x\"/>{{/signer.prefix}}", "datum_unfit",
         "khi có “signer.prefix”");
    BOOST_TEST(objection_to("decision",
                            "{{#signer.prefix}}<p>{{signer.prefix}}</p>{{/signer.prefix}}") == "");
}

BOOST_AUTO_TEST_CASE(a_signature_stands_whatever_the_data_lack) {
    const std::string signer = "{{> dispatches/2020-03-05/parts/signer}}";
    auto plain = shipped("decision");
    plain.replace(
        plain.find(signer), signer.size(),
        "<p class=\"signer_title\">{{signer.title}}</p>"
        "{{#persons}}<signature person=\"ky_lanh_dao\" organ=\"dau_co_quan\"/>{{/persons}}"
        "<p class=\"signer_name\">{{signer.name}}</p>");
    const auto found = examine("decision", plain);
    BOOST_TEST_REQUIRE(found.objections.size() == 2U);
    for (const auto& one : found.objections) {
        BOOST_TEST(one.code == "field_lacking");
        BOOST_TEST(one.message.find("khi không có “persons”") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_text_is_not_said_to_be_absent) {
    for (const std::string name : {"organ", "nominees"})
        is_refused(receipt_with(last_sentence, "{{" + name + "}}"), "name_not_shown");
}

BOOST_AUTO_TEST_CASE(data_that_are_no_longer_shown_are_named) {
    const auto examined = examine("receipt", receipt_with("{{due}}", "theo quy chế"));
    BOOST_TEST(examined.objections.empty());
    BOOST_TEST(examined.dropped == std::vector<std::string>{"due"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unlawful_paper_is_readable_and_told_of) {
    auto text = shipped("decision");
    const std::string nation = "{{> dispatches/2020-03-05/parts/head}}";
    text.replace(text.find("Quyết định này có hiệu lực"), 10, "quyết  định");
    text.replace(text.find("./."), 3, "");
    const auto examined = examine("decision", text);
    BOOST_TEST(examined.objections.empty());
    BOOST_TEST(error_codes(examined.lint) != "");
}

BOOST_AUTO_TEST_CASE(bombs_are_defused) {
    const std::string head = "<paper title=\"x\">", tail = "</paper>";
    is_refused(head + times(20'000, "{{#nominees}}") + tail, "sections_too_deep");
    is_refused(head + times(20'000, "<p><b>") + tail, "element_outside");
    is_refused(head + "<p>" + times(30'000, "<b>") + tail, "too_deep");
    is_refused(times(200'000, "{{"), "too_large");
    is_refused(std::string(10 << 20, 'a'), "too_large");
    is_refused(times(3001, "\n"), "too_large");
    is_refused(head + times(6000, "{{> dispatches/2020-03-05/parts/content}}") + tail, "too_large");
    std::string rows =
        "{{#nominees}}<p>" + times(600, "{{name}} Rất dài dòng. ") + "</p>{{/nominees}}";
    is_refused(head + times(16, rows) + tail, "too_large");
    const std::string day = "<p><field name=\"ngay\" width=\"57\"/></p>";
    is_refused(head + day + times(7000, "<qr text=\"{{code}}\" size=\"9\"/>") + tail, "too_large");
    is_refused(head + times(40'000, "{{") + tail, "tag_open");
    is_refused(head + times(20'000, "{{secret}}") + tail, "name_unknown");
}

// Many pages, codes and rows, and words longer than a page: each gives all of its paper.
BOOST_AUTO_TEST_CASE(a_long_template_gives_a_paper_of_many_pages) {
    const std::string head = "<paper title=\"x\"><p><field name=\"ngay\" width=\"57\"/></p>";
    const std::string tail = "</paper>";
    const auto code = [](int count) { return times(count, "<qr text=\"{{code}}\" size=\"20\"/>"); };
    const std::pair<std::string, int> bodies[] = {
        {times(200, "<hr class=\"page\"/><p>a</p>"), 201},
        {code(64), 5},
        {times(900, "<p>Một đoạn văn ngắn để thử.</p>\n"), 20},
        {"<p>" + std::string(100'000, 'm') + "</p>", 20},
        {"<p>" + times(20'000, "a ") + "</p>", 5},
        {"<table class=\"list\" widths=\"165\"><tbody>" +
             times(1000, "<tr><td>{{code}}</td></tr>") + "</tbody></table>",
         20}};
    for (const auto& [body, pages] : bodies) {
        BOOST_TEST_CONTEXT(body.substr(0, 40)) {
            const auto examined = examine("receipt", head + body + tail);
            BOOST_TEST(examined.objections.empty());
            BOOST_TEST(examined.pages >= pages);
            BOOST_TEST(examined.html.ends_with("</article>\n"));
        }
    }
    is_refused(head + code(65) + tail, "too_large");
}

// Cut, doubled and shuffled: whatever somebody sends is answered.
BOOST_AUTO_TEST_CASE(no_spoilt_template_is_an_accident) {
    std::mt19937 chance(30);
    for (const auto& kind : paper_kinds())
        for (int i = 0; i < 40; ++i) {
            auto text = shipped(kind.code);
            for (int j = 0; j < 3; ++j) {
                const auto from = chance() % text.size();
                const auto length = chance() % 40;
                const auto piece = text.substr(chance() % text.size(), chance() % 60);
                text.replace(from, length, piece);
            }
            BOOST_CHECK_NO_THROW(examine(kind.code, text));
        }
}

BOOST_AUTO_TEST_SUITE_END()
