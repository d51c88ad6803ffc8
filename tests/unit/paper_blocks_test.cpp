#include <boost/test/unit_test.hpp>

#include "templates/paper/blocks.h"
#include "templates/paper/text.h"

using namespace tdkt::templates;

namespace {

struct Made {
    explicit Made(const std::string& body)
        : tree(read_xhtml(joined({"<paper title=\"Quyết định\">", body, "</paper>"}))),
          blocks(blocks_of(tree)) {}
    Tree tree;
    Blocks blocks;
};

bool is_refused(const std::string& body) {
    try {
        const Made made(body);
    } catch (const std::logic_error&) {
        return true;
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper_blocks_test)

BOOST_AUTO_TEST_CASE(the_title_is_that_of_the_paper) {
    BOOST_TEST(Made("").blocks.title == "Quyết định");
}

BOOST_AUTO_TEST_CASE(bold_and_italic_add_to_the_face_of_the_style) {
    const Made made("<p class=\"basis\">a<b>b</b></p><p>c<b>d<i>e</i></b></p>");
    std::vector<Face> seen;
    for (const auto& piece : made.blocks.pieces) seen.push_back(piece.face);
    using enum Face;
    const std::vector<Face> expected = {italic, bold_italic, regular, bold, bold_italic};
    BOOST_TEST((seen == expected));
}

BOOST_AUTO_TEST_CASE(a_style_of_capitals_makes_capitals) {
    const Made made("<p class=\"nation\">Cộng hòa xã hội</p><p>Cộng hòa</p>");
    BOOST_TEST(made.blocks.pieces.at(0).text == "CỘNG HÒA XÃ HỘI");
    BOOST_TEST(made.blocks.pieces.at(1).text == "Cộng hòa");
}

BOOST_AUTO_TEST_CASE(columns_are_one_row_across_the_text) {
    const Made made(
        "<div class=\"closing\"><div class=\"left\"><p>a</p><p>b</p></div>"
        "<div class=\"right\"><p>c</p></div></div>");
    const auto& table = made.blocks.tables.at(0);
    BOOST_TEST(table.closing);
    BOOST_TEST(table.rows.count == 1U);
    BOOST_TEST(table.widths.at(0) + table.widths.at(1) == text_width,
               boost::test_tools::tolerance(1e-9));
    BOOST_TEST(made.blocks.cells.at(0).blocks.count == 2U);
    BOOST_TEST(made.blocks.cells.at(1).blocks.count == 1U);
}

BOOST_AUTO_TEST_CASE(the_head_of_a_table_is_known_from_its_body) {
    const Made made(
        "<table widths=\"20 30\"><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>");
    BOOST_TEST(made.blocks.rows.at(0).head);
    BOOST_TEST(!made.blocks.rows.at(1).head);
    BOOST_TEST(made.blocks.cells.at(0).head);
    BOOST_TEST(made.blocks.tables.at(0).bordered);
}

BOOST_AUTO_TEST_CASE(an_annex_begins_before_what_it_holds) {
    const Made made("<p>a</p><section class=\"annex\"><p>b</p></section>");
    BOOST_REQUIRE(made.blocks.flow.size() == 3U);
    BOOST_TEST((made.blocks.flow[1].kind == Block::Kind::annex));
}

BOOST_AUTO_TEST_CASE(columns_that_do_not_add_up_are_refused) {
    BOOST_TEST(is_refused("<table widths=\"20 30\"><tbody><tr><td>1</td></tr></tbody></table>"));
    BOOST_TEST(is_refused("<table widths=\"100 100\"><tbody></tbody></table>"));
    BOOST_TEST(is_refused("<table widths=\"20 x\"><tbody></tbody></table>"));
    BOOST_TEST(is_refused("<table><tbody></tbody></table>"));
    BOOST_TEST(is_refused("<div class=\"head\"><div class=\"left\"></div></div>"));
}

BOOST_AUTO_TEST_CASE(columns_hold_a_left_and_a_right_one_and_no_columns) {
    BOOST_TEST(is_refused("<div class=\"head\"><p>a</p><p>b</p></div>"));
    BOOST_TEST(is_refused("<div class=\"left\"><p>a</p></div>"));
    BOOST_TEST(is_refused("<div><div class=\"left\"></div><div class=\"right\"></div></div>"));
    BOOST_TEST(
        is_refused("<div class=\"head\"><div class=\"left\"><hr class=\"page\"/></div>"
                   "<div class=\"right\"></div></div>"));
}

BOOST_AUTO_TEST_SUITE_END()
