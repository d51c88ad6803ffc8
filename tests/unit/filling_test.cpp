#include "templates/paper/filling.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "templates/engine.h"
#include "templates/papers.h"
#include "tests/support/paper.h"

using namespace tdkt::templates;
using nlohmann::json;
using tdkt::workflow::Fault;

namespace {

std::string filled(const std::string& text, const json& data) {
    std::vector<Fault> faults;
    auto out = Filling(text).fill(data, faults);
    BOOST_TEST(faults.empty());
    return out;
}

std::vector<std::string> lacking(const std::string& text, const json& data) {
    std::vector<Fault> faults;
    Filling(text).fill(data, faults);
    std::vector<std::string> fields;
    for (const auto& fault : faults) fields.push_back(fault.field);
    return fields;
}

std::string without_blank_lines(const std::string& text) {
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) out += line + "\n";
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filling_test)

BOOST_AUTO_TEST_CASE(every_paper_reads_as_the_pages_engine_would_fill_it) {
    // But for lines that are blank: kainjow leaves one for a section that is not shown.
    for (const auto& kind : paper_kinds()) {
        const auto data = tdkt::test::paper_data(std::string(kind.code));
        BOOST_TEST(without_blank_lines(filled(whole_text(kind.text), data)) ==
                   without_blank_lines(fill(kind.text, data)));
    }
}

BOOST_AUTO_TEST_CASE(names_are_shown_escaped) {
    BOOST_TEST(filled("[{{a}}|{{ b }}|{{c.d}}]",
                      {{"a", "<&>\"'{{x}}"}, {"b", 12}, {"c", {{"d", "sâu"}}}}) ==
               "[&lt;&amp;&gt;&quot;&apos;{{x}}|12|sâu]");
}

BOOST_AUTO_TEST_CASE(a_section_is_shown_for_what_is_there) {
    const std::string text = "{{#a}}x{{/a}}{{^a}}y{{/a}}";
    for (const json& there : {json(true), json("chữ"), json(0), json({{"b", 1}}), json({1})})
        BOOST_TEST(filled(text, {{"a", there}}) == "x", there.dump());
    for (const json& absent : {json(false), json(""), json(nullptr), json::array()})
        BOOST_TEST(filled(text, {{"a", absent}}) == "y", absent.dump());
    BOOST_TEST(filled(text, json::object()) == "y");
}

BOOST_AUTO_TEST_CASE(a_list_is_walked_in_its_order) {
    BOOST_TEST(filled("{{#a}}{{.}};{{/a}}", {{"a", {"x", "y", "z"}}}) == "x;y;z;");
    BOOST_TEST(filled("{{#a}}{{#b}}{{c}}{{/b}}{{/a}}",
                      {{"a", {{{"b", {{{"c", 1}}, {{"c", 2}}}}}, {{"b", json::array()}}}}}) ==
               "12");
}

BOOST_AUTO_TEST_CASE(lines_of_sections_leave_no_lines) {
    BOOST_TEST(filled("a\n{{#x}}\nb\n{{/x}}\n  {{! ghi chú }}\nc\n", {{"x", true}}) == "a\nb\nc\n");
    BOOST_TEST(filled("a {{#x}}b{{/x}}\nc", {{"x", true}}) == "a b\nc");
    BOOST_TEST(filled("{{#x}}\nb\n{{/x}}", {{"x", true}}) == "b\n");
}

BOOST_AUTO_TEST_CASE(what_lacks_is_named_by_its_path_once) {
    BOOST_TEST(lacking("{{a}}{{a}}{{b.c}}{{#d}}{{e}}{{#f}}{{.}}{{/f}}{{/d}}",
                       {{"b", {{"x", 1}}}, {"d", {{{"e", 1}}, {{"f", {nullptr}}}}}}) ==
                   (std::vector<std::string>{"a", "b.c", "d[1].e", "d[1].f[0]"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_name_within_a_row_is_not_borrowed_from_around_it) {
    const json data = {{"name", "ngoài"}, {"shown", true}, {"rows", {{{"x", 1}}}}};
    BOOST_TEST(lacking("{{#rows}}{{name}}{{/rows}}", data).size() == 1U);
    BOOST_TEST(filled("{{#rows}}{{#shown}}y{{/shown}}{{/rows}}", data).empty());
}

BOOST_AUTO_TEST_CASE(tags_that_do_not_match_are_refused) {
    for (const auto* text : {"{{a", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}{{/b}}"})
        BOOST_CHECK_THROW(Filling{text}, std::logic_error);
}

BOOST_AUTO_TEST_CASE(odd_texts_are_filled_without_harm) {
    for (const auto* text : {"", "{{}}", "{{!}}", "{", "}}", "{{!\n}}", "\n{{#a}}\n\n{{/a}}\n",
                             "{{#a}}{{/a}}\n", "{{! }}"})
        BOOST_CHECK_NO_THROW(filled(text, json::object()));
}

BOOST_AUTO_TEST_CASE(what_comes_out_stays_within_its_budget) {
    const json data = {{"rows", json::array({{{"a", "chữ"}}, {{"a", "chữ"}}, {{"a", "chữ"}}})}};
    std::vector<Fault> faults;
    const Filling filling("{{#rows}}{{a}}{{/rows}}");
    BOOST_TEST(filling.fill(data, faults, {.bytes = 15}).size() == 15u);
    BOOST_CHECK_THROW(filling.fill(data, faults, {.bytes = 14}), Overfull);
    BOOST_CHECK_NO_THROW(filling.fill(data, faults, {.steps = 7}));
    BOOST_CHECK_THROW(filling.fill(data, faults, {.steps = 6}), Overfull);
    // Turns that write nothing cost steps too.
    BOOST_CHECK_THROW(Filling("{{#rows}}{{/rows}}").fill(data, faults, {.steps = 3}), Overfull);
}

BOOST_AUTO_TEST_CASE(every_byte_is_known_to_come_from_the_template) {
    const std::string text = "Số {{code}}: {{#rows}}<{{a}}>{{/rows}}.";
    const json data = {{"code", "TN-17"}, {"rows", json::array({{{"a", "x"}}, {{"a", "yy"}}})}};
    std::vector<Fault> faults;
    Notes notes;
    const auto out = Filling(text).fill(data, faults, {}, &notes);
    BOOST_TEST_REQUIRE(out == "Số TN-17: <x><yy>.");
    const auto from = [&](const std::string& words) {
        return source_of(notes.origins, out.find(words));
    };
    BOOST_TEST(from("Số") == text.find("Số"));
    BOOST_TEST(from("N-17") == text.find("code"));
    BOOST_TEST(from(": <") == text.find(": {{"));
    BOOST_TEST(from("<yy") == text.find("<{{a"));
    BOOST_TEST(from("yy") == text.find("a}}"));
    BOOST_TEST(from(">.") == text.find(">{{/"));
    BOOST_TEST(source_of(notes.origins, out.size() - 1) == text.size() - 1);
}

BOOST_AUTO_TEST_SUITE_END()
