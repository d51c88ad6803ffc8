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

BOOST_AUTO_TEST_SUITE_END()
