// Certificates and other free sheets in a DOCX: boxes in their places, borders behind them.
#include <boost/test/unit_test.hpp>

#include "tests/support/pictures.h"
#include "tests/support/word_paper.h"

using namespace tdkt::templates;
using namespace tdkt::test;

BOOST_AUTO_TEST_SUITE(docx_sheet_test)

BOOST_AUTO_TEST_CASE(a_box_is_a_frame_in_its_place) {
    const auto package = sheet(
        "<box left=\"40\" top=\"50\" width=\"100\" height=\"20\" align=\"left"
        " top\"><p class=\"award_name\">Trần An</p></box>");
    const auto* frame = Package::first(paragraph(package, "Trần An"), "w:framePr");
    BOOST_TEST_REQUIRE(frame);
    BOOST_TEST(number(frame->getAttribute("w:x")) == twips(40 * mm));
    BOOST_TEST(number(frame->getAttribute("w:y")) == twips(50 * mm));
    BOOST_TEST(number(frame->getAttribute("w:w")) >= twips(100 * mm));
    BOOST_TEST(Package::value(paragraph(package, "Trần An"), "w:jc") == "left");
    BOOST_TEST(!has(package.tree(), "w:titlePg"));
}

BOOST_AUTO_TEST_CASE(words_that_a_box_cannot_hold_are_smaller) {
    const auto package = sheet(
        "<box left=\"40\" top=\"50\" width=\"30\" height=\"12\">"
        "<p class=\"award_name\">Bảo hiểm xã hội tỉnh Đắk Lắk</p></box>");
    const auto size = number(Package::value(package.tree(), "w:sz"));
    BOOST_TEST(size > 0);
    BOOST_TEST(size < 2 * 26);
}

BOOST_AUTO_TEST_CASE(boxes_that_stand_side_by_side_do_not_overlap) {
    const auto package = sheet(
        "<box left=\"40\" top=\"50\" width=\"50\" height=\"20\">"
        "<p class=\"award_text\">a</p></box>"
        "<box left=\"90\" top=\"50\" width=\"50\" height=\"20\">"
        "<p class=\"award_text\">b</p></box>");
    const auto* left = Package::first(paragraph(package, "a"), "w:framePr");
    const auto* right = Package::first(paragraph(package, "b"), "w:framePr");
    BOOST_TEST(number(left->getAttribute("w:x")) + number(left->getAttribute("w:w")) <=
               number(right->getAttribute("w:x")) + 1);
}

// The words of a mark are a line of the layout too.
BOOST_AUTO_TEST_CASE(a_mark_in_a_box_leaves_what_follows_as_it_is) {
    const auto box = [](const std::string& before) {
        return "<box left=\"40\" top=\"50\" width=\"200\" height=\"60\">" + before +
               "<p class=\"award_name\">Trần An</p><p class=\"award_text\">Đơn vị</p></box>";
    };
    const auto package = sheet(box("<frame kind=\"khan\"/>"));
    const auto alone = sheet(box(""));
    for (const std::string words : {"Trần An", "Đơn vị"}) {
        BOOST_TEST_CONTEXT(words) {
            BOOST_TEST(Package::value(paragraph(package, words), "w:sz") == "");
            const auto height = [&](const Package& of) {
                return Package::value(paragraph(of, words), "w:framePr", "w:h");
            };
            BOOST_TEST(height(package) != "0");
            BOOST_TEST(height(package) == height(alone));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_border_of_a_page_is_drawn) {
    const auto shapes = [](const std::string& body) { return sheet(body).all("wps:wsp").size(); };
    const std::string one = "<border inset=\"9\" colour=\"red\"/>";
    const std::string two = "<border inset=\"30\" colour=\"blue\"/>";
    BOOST_TEST(shapes(one + two) == shapes(one) + shapes(two));
    BOOST_TEST(shapes(one + "<hr class=\"page\"/>" + two) == shapes(one) + shapes(two));
}

BOOST_AUTO_TEST_CASE(a_code_and_an_image_are_as_large_as_in_print) {
    const Images images = {{"anh", png(30, 40)}};
    for (const std::string& body :
         {std::string("<qr text=\"a\" size=\"50\"/>"), std::string("<qr text=\"a\" size=\"10\"/>"),
          std::string("<image name=\"anh\" width=\"60\"/>"), std::string("<image name=\"anh\"/>"),
          std::string("<p class=\"award_name\">Một tên dài không vừa khung</p><qr text=\"a\" "
                      "size=\"50\"/>")}) {
        const auto source =
            "<paper title=\"t\" size=\"297 210\"><box left=\"40\" top=\"50\" "
            "width=\"40\" height=\"30\">" +
            body + "</box></paper>";
        Print print;
        print.images = &images;
        const Whole whole(source, print);
        const auto& shown = whole.layout;
        const auto box = shown.codes.empty() ? shown.pictures.at(0).box : shown.codes[0].box;
        const Package package(bytes_of(source, &images));
        const auto cx = Package::value(package.tree(), "wp:extent", "cx");
        // Words are counted in half points there, and what is beside them with them.
        BOOST_TEST(std::abs(static_cast<double>(number(cx)) / 12700 - box.width) < box.width * 0.05,
                   body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
