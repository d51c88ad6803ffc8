#include "templates/paper/xhtml.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::templates;

namespace {

std::string paper(const std::string& body) {
    return "<paper title=\"t\">\n" + body + "</paper>";
}

const Node& first(const Tree& tree) {
    return tree.nodes.at(static_cast<std::size_t>(tree.nodes.front().child));
}

std::string words(const std::string& body) {
    const auto tree = read_xhtml(paper("<p>" + body + "</p>"));
    return std::string(tree.nodes.at(static_cast<std::size_t>(first(tree).child)).text);
}

void is_refused_at(const std::string& source, int line, int column) {
    BOOST_CHECK_EXCEPTION(read_xhtml(source), Unreadable, [&](const Unreadable& error) {
        BOOST_TEST_INFO(error.what());
        return error.line == line && error.column == column;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(xhtml_test)

BOOST_AUTO_TEST_CASE(a_paragraph_has_the_style_of_its_class) {
    const auto tree = read_xhtml(paper("<p class=\"basis\">Căn cứ</p>"));
    BOOST_TEST(first(tree).style->name == "basis");
}

BOOST_AUTO_TEST_CASE(a_paragraph_without_a_class_is_body_text) {
    const auto tree = read_xhtml(paper("<p>Điều</p>"));
    BOOST_TEST(first(tree).style->name == "body");
}

BOOST_AUTO_TEST_CASE(entities_become_letters) {
    BOOST_TEST(words("&amp;&lt;&gt;&quot;&apos;&#39;&#x1EC7;&#7879;") == "&<>\"''ệệ");
}

BOOST_AUTO_TEST_CASE(an_entity_is_resolved_once) {
    BOOST_TEST(words("&amp;lt;b&amp;gt;") == "&lt;b&gt;");
}

BOOST_AUTO_TEST_CASE(attributes_outlive_the_source) {
    Tree tree;
    {
        const std::string source = "<paper title=\"Tờ trình &amp; phụ lục\"><p>x</p></paper>";
        tree = read_xhtml(source);
    }
    BOOST_TEST(tree.attribute(tree.nodes.front(), "title") == "Tờ trình & phụ lục");
}

BOOST_AUTO_TEST_CASE(an_unknown_element_is_refused_where_it_stands) {
    is_refused_at("<paper>\n<p>a</p>\n  <script>x</script></paper>", 3, 3);
}

BOOST_AUTO_TEST_CASE(an_unknown_class_is_refused_where_it_stands) {
    is_refused_at("<paper>\n<p class=\"fancy\">a</p></paper>", 2, 4);
}

BOOST_AUTO_TEST_CASE(an_unknown_attribute_is_refused) {
    is_refused_at("<paper>\n<p onclick=\"x\">a</p></paper>", 2, 4);
}

BOOST_AUTO_TEST_CASE(an_element_in_the_wrong_place_is_refused) {
    is_refused_at("<paper><p><table widths=\"10\"></table></p></paper>", 1, 11);
    is_refused_at("<paper><td>a</td></paper>", 1, 8);
}

BOOST_AUTO_TEST_CASE(text_outside_a_paragraph_is_refused) {
    is_refused_at("<paper>chữ</paper>", 1, 8);
}

BOOST_AUTO_TEST_CASE(what_is_not_closed_is_refused) {
    is_refused_at("<paper><p>a</paper>", 1, 12);
    is_refused_at("<paper><p>a</p>", 1, 16);
    is_refused_at("<paper><p>a &amp b</p></paper>", 1, 13);
}

BOOST_AUTO_TEST_CASE(entities_that_name_no_letter_are_refused) {
    for (const auto* entity : {"&#0;", "&#xD800;", "&#x110000;", "&#;", "&#12a;", "&nbsp;"})
        BOOST_CHECK_THROW(words(entity), Unreadable);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_do_not_stop_the_reader) {
    BOOST_TEST(words("a\x01\xff b") == "a\x01\xff b");
}

BOOST_AUTO_TEST_CASE(blanks_that_must_not_end_a_line_are_put_in_for_every_template) {
    BOOST_TEST(words("Căn cứ Điều 5, khoản  2\n Điều 7; 5.000 đồng") ==
               "Căn cứ Điều\u00a05, khoản\u00a02\n Điều\u00a07; 5.000\u00a0đồng");
    BOOST_TEST(words("Điều 1 Điều 2 Điều 3") == "Điều\u00a01 Điều\u00a02 Điều\u00a03");
    BOOST_TEST(words("Mức thưởng ") == "Mức thưởng ");
}

BOOST_AUTO_TEST_CASE(words_stand_together_across_bold_and_never_across_paragraphs) {
    const auto tree =
        read_xhtml(paper("<p><b>Điều</b> 1. <b>5.000</b> đồng</p><p> 7 Điều</p>"
                         "<p>8</p><p>Điều<br/> 9</p>"));
    std::string all;
    for (const auto& node : tree.nodes) all += node.text;
    BOOST_TEST(all == "Điều\u00a01. 5.000\u00a0đồng 7 Điều8Điều 9");
}

BOOST_AUTO_TEST_SUITE_END()
