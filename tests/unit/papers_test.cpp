#include "templates/papers.h"

#include <boost/test/unit_test.hpp>
#include <cstdio>

#include "templates/engine.h"
#include "templates/paper/filling.h"
#include "templates/paper/measures.h"
#include "templates/paper/text.h"
#include "templates/resources.h"
#include "tests/support/paper.h"
#include "workflow/problem.h"

using namespace tdkt::templates;
using tdkt::test::paper_data;
using tdkt::workflow::Problem;

namespace {

std::vector<std::string> fields_lacking(std::string_view kind, const nlohmann::json& data) {
    try {
        render_paper(kind, data);
    } catch (const Problem& problem) {
        BOOST_TEST(problem.status() == 422);
        std::vector<std::string> fields;
        for (const auto& fault : problem.faults()) fields.push_back(fault.field);
        return fields;
    }
    return {};
}

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

// Object `number`, from the place that the table of objects gives for it.
std::string object(const std::string& pdf, int number) {
    const auto table = std::stoul(pdf.substr(pdf.rfind("startxref") + 10));
    BOOST_REQUIRE(pdf.compare(table, 5, "xref\n") == 0);
    const auto rows = pdf.find('\n', table + 5) + 1;
    const auto row = rows + 20 * static_cast<std::size_t>(number);
    const auto begin = std::stoul(pdf.substr(row, 10));
    return pdf.substr(begin, pdf.find("endobj", begin) - begin);
}

// A rule of paper.css, from { to }.
std::string css_of(std::string_view name) {
    const auto sheet = resource("assets/paper.css");
    const auto begin = sheet.find(joined({".paper .", name, " {"}));
    if (begin == std::string_view::npos) return {};
    return std::string(sheet.substr(begin, sheet.find('}', begin) - begin));
}

std::string css_number(std::string_view before, double value, std::string_view behind) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%g", value);
    return joined({before, digits, behind});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(papers_test)

BOOST_AUTO_TEST_CASE(every_kind_is_rendered_from_its_sample) {
    for (const auto& kind : paper_kinds()) {
        const auto data = paper_data(std::string(kind.code));
        const auto paper = render_paper(kind.code, data);
        BOOST_TEST(paper.pdf.starts_with("%PDF-1.7"));
        BOOST_TEST(paper.html.starts_with("<article class=\"paper"));
        BOOST_TEST(!paper.title.empty());
        BOOST_TEST(paper.pages >= 1);
        BOOST_TEST(paper.warnings.empty());
        BOOST_TEST(paper_pdf(kind.code, data) == paper.pdf);
        BOOST_TEST(paper_html(kind.code, data) == paper.html);
    }
}

BOOST_AUTO_TEST_CASE(the_same_data_give_the_same_bytes_and_others_do_not) {
    auto data = paper_data("decision");
    const auto first = paper_pdf("decision", data);
    paper_pdf("minutes", paper_data("minutes"));
    BOOST_TEST(paper_pdf("decision", data) == first);
    data["signer"]["name"] = "Trần Mạnh Toán";
    const auto other = paper_pdf("decision", data);
    BOOST_TEST(other.substr(other.rfind("/ID[")) != first.substr(first.rfind("/ID[")));
}

BOOST_AUTO_TEST_CASE(a_name_lacking_in_a_row_is_missed_by_its_path) {
    auto data = paper_data("decision");
    data["persons"]["rows"][2].erase("name");
    data["organ"].erase("parent");
    const std::vector<std::string> expected = {"organ.parent", "persons.rows[2].name"};
    BOOST_TEST(fields_lacking("decision", data) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_row_does_not_borrow_from_what_stands_around_it) {
    std::vector<tdkt::workflow::Fault> faults;
    Filling("{{#rows}}{{name}}{{/rows}}")
        .fill({{"name", "ngoài"}, {"rows", {{{"other", "x"}}}}}, faults);
    BOOST_REQUIRE(faults.size() == 1U);
    BOOST_TEST(faults[0].field == "rows[0].name");
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_no_lack) {
    auto data = paper_data("decision");
    data["merit"] = "";
    data["number"] = "";
    data["signer"]["prefix"] = "";
    const auto paper = render_paper("decision", data);
    BOOST_TEST(times(paper.pdf, "/T(so)") == 1U);
}

BOOST_AUTO_TEST_CASE(a_list_where_a_text_is_wanted_is_refused) {
    auto data = paper_data("decision");
    data["merit"] = nlohmann::json::array({"x"});
    BOOST_TEST(fields_lacking("decision", data) == std::vector<std::string>{"merit"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unknown_kind_is_not_found) {
    BOOST_CHECK_EXCEPTION(paper_pdf("secret", {}), Problem,
                          [](const auto& problem) { return problem.status() == 404; });
}

BOOST_AUTO_TEST_CASE(a_decision_without_a_number_waits_for_one) {
    const auto pdf = paper_pdf("decision", paper_data("decision"));
    for (const auto* name : {"/T(so)", "/T(ngay)", "/T(ky_lanh_dao)", "/T(dau_co_quan)",
                             "/T(so_phu_luc)", "/T(ngay_phu_luc)"})
        BOOST_TEST(times(pdf, name) == 1U);
    BOOST_TEST(times(pdf, "/FT/Sig") == 2U);
    BOOST_TEST(times(pdf, "/FT/Tx") == 4U);
    BOOST_TEST(times(pdf, "/ObjStm") == 0U);
}

BOOST_AUTO_TEST_CASE(a_number_and_date_that_are_given_are_text) {
    auto data = paper_data("decision");
    data["number"] = "148";
    data["date"] = "ngày 04 tháng 11 năm 2025";
    const auto paper = render_paper("decision", data);
    BOOST_TEST(times(paper.pdf, "/FT/Tx") == 0U);
    BOOST_TEST(times(paper.html, "148/QĐ-BHXH") == 2U);
}

BOOST_AUTO_TEST_CASE(every_object_begins_where_the_table_says) {
    const auto pdf = paper_pdf("decision", paper_data("decision"));
    const auto size = std::stoi(pdf.substr(pdf.rfind("/Size ") + 6));
    for (int number = 1; number < size; ++number)
        BOOST_TEST(object(pdf, number).starts_with(std::to_string(number) + " 0 obj\n"));
}

BOOST_AUTO_TEST_CASE(the_structure_tells_heads_cells_and_paragraphs) {
    const auto pdf = paper_pdf("decision", paper_data("decision"));
    BOOST_TEST(object(pdf, 1).find("/Lang(vi-VN)/MarkInfo<</Marked true>>") != std::string::npos);
    BOOST_TEST(times(pdf, "/S/Document") == 1U);
    BOOST_TEST(times(pdf, "/S/H1/") == 2U);
    BOOST_TEST(times(pdf, "/S/H2/") == 2U);
    BOOST_TEST(times(pdf, "/S/Table/") == 2U);
    BOOST_TEST(times(pdf, "/S/TR/") == 15U);
    BOOST_TEST(times(pdf, "/S/TH/") == 9U);
    BOOST_TEST(times(pdf, "/S/TD/") == 5U * 4 + 8U * 5);
}

BOOST_AUTO_TEST_CASE(markup_in_data_stays_text) {
    auto data = paper_data("decision");
    data["persons"]["rows"][0]["name"] = "TNHH A & B <x> {{y}} \"z\" 'w'</td>";
    const auto html = paper_html("decision", data);
    BOOST_TEST(html.find("TNHH A &amp; B &lt;x&gt; {{y}} &quot;z&quot; 'w'&lt;/td&gt;") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(letters_that_cannot_be_shown_are_reported_once) {
    auto data = paper_data("decision");
    data["persons"]["rows"][0]["name"] = "\U00013000 \U00013000 \x01 \x7f";
    const auto paper = render_paper("decision", data);
    const std::vector<std::string> expected = {
        "Phông chữ không có ký tự U+13000; bản in thay bằng ô vuông.",
        "Phông chữ không có ký tự U+0001; bản in thay bằng ô vuông.",
        "Phông chữ không có ký tự U+007F; bản in thay bằng ô vuông."};
    BOOST_TEST(paper.warnings == expected, boost::test_tools::per_element());
    BOOST_TEST(paper.html.find('\x01') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_style_sheet_has_the_measures_of_the_table) {
    for (const auto& style : styles) {
        if (style.name.starts_with("cell")) continue;
        const auto css = css_of(style.name);
        BOOST_TEST_CONTEXT(style.name) {
            BOOST_TEST(css.find(css_number("font-size: ", style.size, "pt;")) != css.npos);
            BOOST_TEST(css.find(css_number("line-height: ", style.line, ";")) != css.npos);
            if (style.indent > 0)
                BOOST_TEST(css.find(css_number("text-indent: ", style.indent, "mm;")) != css.npos);
            if (style.before > 0)
                BOOST_TEST(css.find(css_number("margin-top: ", style.before, "pt;")) != css.npos);
            if (style.left > 0)
                BOOST_TEST(css.find(css_number("padding-left: ", style.left, "mm;")) != css.npos);
            BOOST_TEST((css.find("uppercase") != css.npos) == style.caps);
            BOOST_TEST((css.find("justify") != css.npos) == (style.align == Align::justify));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_measures_are_those_of_the_decree) {
    const auto within = [](double value, double least, double most) {
        return value >= least && value <= most;
    };
    BOOST_TEST(within(margin_top / mm, 20, 25));
    BOOST_TEST(within(margin_bottom / mm, 20, 25));
    BOOST_TEST(within(margin_left / mm, 30, 35));
    BOOST_TEST(within(margin_right / mm, 15, 20));
    for (const auto* name : {"nation", "superior", "organ"})
        BOOST_TEST(within(style(name)->size, 12, 13));
    for (const auto* name : {"motto", "place", "title", "subject", "basis", "body", "signer_title"})
        BOOST_TEST(within(style(name)->size, 13, 14));
    BOOST_TEST(style("number")->size == 13);
    BOOST_TEST(style("receivers")->size == 12);
    BOOST_TEST(style("receiver")->size == 11);
    BOOST_TEST(within(style("body")->indent, 10, 12.7));
    BOOST_TEST(style("body")->before >= 6);
}

BOOST_AUTO_TEST_SUITE_END()
