// What stands in papers beside plain paragraphs and tables.
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "templates/paper/html.h"
#include "templates/paper/pdf.h"
#include "templates/paper/sheet.h"
#include "tests/support/paper.h"
#include "tests/support/pictures.h"
#include "workflow/problem.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using tdkt::workflow::Problem;

namespace {

std::string html(const Sample& sample, const Print& print = {}) {
    return paper_fragment(sample.tree, print);
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string certificate(const std::string& body) {
    return "<paper title=\"t\" size=\"297 210\">" + body + "</paper>";
}

std::string box(const std::string& words, const std::string& more = "") {
    return certificate("<box left=\"40\" top=\"50\" width=\"100\" height=\"20\"" + more +
                       "><p class=\"award_name\">" + words + "</p></box>");
}

std::string repeated(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word;
    return text;
}

// Each line of a box of 100 × 20 mm at 40, 50 mm lies in it.
void stays_within_the_box(const Layout& layout) {
    const double forgiven = 0.02;
    for (const auto& line : layout.text.lines) {
        BOOST_TEST(line.x >= 40 * mm - forgiven);
        BOOST_TEST(line.x + line.width <= 140 * mm + forgiven);
        BOOST_TEST(line.y - 0.891 * line.size >= 50 * mm - forgiven);
        BOOST_TEST(line.y + 0.216 * line.size <= 70 * mm + forgiven);
    }
}

bool is_refused(const std::string& source) {
    try {
        const Whole whole(source);
    } catch (const Unreadable& error) {
        return error.line > 0 && error.column > 0;
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper_elements_test)

BOOST_AUTO_TEST_CASE(a_frame_has_the_size_and_colour_of_its_kind) {
    for (const auto& row : frames) {
        const Sample sample("<frame kind=\"" + std::string(row.kind) + "\"/>");
        BOOST_TEST_REQUIRE(sample.layout.shapes.size() == 1U);
        const auto& shape = sample.layout.shapes[0];
        BOOST_TEST(shape.colour == row.colour);
        const auto& from = shape.path[0].points;
        const auto& to = shape.path[2].points;
        BOOST_TEST(to[0] - from[0] == row.width * mm, boost::test_tools::tolerance(1e-9));
        BOOST_TEST(to[1] - from[1] == row.height * mm, boost::test_tools::tolerance(1e-9));
        const auto& line = sample.layout.text.lines.at(0);
        BOOST_TEST(line.x > from[0]);
        BOOST_TEST(line.x + line.width < to[0]);
        BOOST_TEST(line.colour == row.colour);
        BOOST_TEST(sample.page(0).at(0) == row.text);
        BOOST_TEST(has(html(sample), row.text));
    }
}

BOOST_AUTO_TEST_CASE(the_frames_of_urgency_are_those_of_the_decree) {
    const auto size = [](std::string_view kind) {
        for (const auto& row : frames)
            if (row.kind == kind) return std::pair(row.width, row.height);
        return std::pair(0.0, 0.0);
    };
    BOOST_TEST((size("khan") == std::pair(20.0, 8.0)));
    BOOST_TEST((size("thuong_khan") == std::pair(40.0, 8.0)));
    BOOST_TEST((size("hoa_toc") == std::pair(30.0, 8.0)));
}

BOOST_AUTO_TEST_CASE(a_colour_is_an_ink_of_the_table) {
    const Sample sample("<p colour=\"red\">x</p><p>y</p>");
    BOOST_TEST(sample.layout.text.lines.at(0).colour == red);
    BOOST_TEST(sample.layout.text.lines.at(1).colour == black);
    BOOST_TEST(has(html(sample), "class=\"body red\""));
    BOOST_TEST(is_refused("<paper title=\"t\"><p colour=\"pink\">x</p></paper>"));
}

BOOST_AUTO_TEST_CASE(a_paper_lies_on_its_side_when_it_says_so) {
    const Whole whole("<paper title=\"t\" page=\"landscape\"><p>" + repeated("chữ ", 200) +
                      "</p></paper>");
    BOOST_TEST(whole.layout.sheet.width == page_height);
    BOOST_TEST(whole.layout.text.lines.at(1).width == page_height - margin_left - margin_right,
               boost::test_tools::tolerance(1e-9));
    const auto pdf = write_pdf(whole.layout, "t");
    BOOST_TEST(has(pdf, "/MediaBox[0 0 841.89 595.28]"));
    BOOST_TEST(has(paper_fragment(whole.tree, {}), "class=\"paper landscape\""));
}

BOOST_AUTO_TEST_CASE(a_table_may_be_as_wide_as_the_sheet_on_its_side) {
    const std::string table = "<table widths=\"100 152\"><tbody></tbody></table></paper>";
    BOOST_CHECK_NO_THROW(Whole("<paper title=\"t\" page=\"landscape\">" + table));
    BOOST_TEST(is_refused("<paper title=\"t\">" + table));
}

BOOST_AUTO_TEST_CASE(sizes_are_between_a_card_and_a3) {
    BOOST_CHECK_NO_THROW(Whole("<paper title=\"t\" size=\"420 297\"></paper>"));
    for (const auto* size : {"421 297", "49 50", "297", "x 210", "297x210", " "})
        BOOST_TEST(is_refused("<paper title=\"t\" size=\"" + std::string(size) + "\"></paper>"),
                   size);
}

BOOST_AUTO_TEST_CASE(words_that_fit_their_box_keep_their_size) {
    const Whole whole(box("Trần Mạnh Toàn"));
    BOOST_TEST(whole.layout.text.lines.at(0).size == style("award_name")->size);
    BOOST_TEST(whole.layout.text.warnings.empty());
    stays_within_the_box(whole.layout);
}

BOOST_AUTO_TEST_CASE(words_stand_in_the_middle_of_their_box) {
    const Whole whole(box("Trần Mạnh Toàn"));
    const auto& line = whole.layout.text.lines.at(0);
    BOOST_TEST(line.x - 40 * mm == 140 * mm - line.x - line.width,
               boost::test_tools::tolerance(1e-9));
    const double pitch = line.size * style("award_name")->line;
    BOOST_TEST(line.y == 60 * mm - pitch / 2 + baseline(*style("award_name")),
               boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_box_aligns_what_it_holds) {
    const Whole whole(box("Toàn", " align=\"left top\""));
    const auto& line = whole.layout.text.lines.at(0);
    BOOST_TEST(line.x == 40 * mm, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(line.y < 60 * mm);
    const Whole other(box("Toàn", " align=\"right bottom\""));
    const auto& moved = other.layout.text.lines.at(0);
    BOOST_TEST(moved.x + moved.width == 140 * mm, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(moved.y > 60 * mm);
    BOOST_TEST(is_refused(box("x", " align=\"middling\"")));
}

BOOST_AUTO_TEST_CASE(long_words_shrink_until_they_fit_and_are_not_broken) {
    const Whole whole(box("Bảo hiểm xã hội cơ sở Krông Pắc - Ea Kar - Cư M’gar - Buôn Đôn"));
    stays_within_the_box(whole.layout);
    BOOST_TEST(whole.layout.text.lines.at(0).size < style("award_name")->size);
    BOOST_TEST(whole.layout.text.warnings.empty());
    const Whole name(box(repeated("Nguyễn", 6)));
    BOOST_TEST(name.layout.text.lines.size() == 1U);
    stays_within_the_box(name.layout);
}

BOOST_AUTO_TEST_CASE(words_that_become_too_small_are_warned_of_and_still_whole) {
    const Whole whole(box(repeated("khen thưởng ", 800)));
    stays_within_the_box(whole.layout);
    BOOST_TEST_REQUIRE(whole.layout.text.warnings.size() == 1U);
    BOOST_TEST(has(whole.layout.text.warnings[0], "“khen thưởng"));
    std::size_t words = 0;
    for (const auto& line : whole.layout.text.lines) words += line.count;
    BOOST_TEST(words == 1600U);
}

BOOST_AUTO_TEST_CASE(a_name_without_an_end_stays_in_its_box) {
    const Whole whole(box(std::string(10'000, 'W')));
    stays_within_the_box(whole.layout);
    BOOST_TEST(whole.layout.text.warnings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_box_off_its_sheet_is_refused) {
    const std::string rest = "><p>x</p></box>";
    BOOST_TEST(
        is_refused(certificate("<box left=\"200\" top=\"0\" width=\"98\" height=\"20\"" + rest)));
    BOOST_TEST(
        is_refused(certificate("<box left=\"0\" top=\"200\" width=\"98\" height=\"20\"" + rest)));
    BOOST_TEST(is_refused(certificate("<box left=\"0\" top=\"0\" width=\"98\"" + rest)));
    BOOST_CHECK_NO_THROW(
        Whole(certificate("<box left=\"0\" top=\"0\" width=\"297\" height=\"210\"" + rest)));
}

BOOST_AUTO_TEST_CASE(boxes_stand_on_free_sheets_and_nothing_else_does) {
    BOOST_TEST(is_refused(certificate("<p>x</p>")));
    BOOST_TEST(is_refused(
        "<paper title=\"t\"><box left=\"0\" top=\"0\" width=\"9\" height=\"9\"></box></paper>"));
    const Whole whole(certificate("<border/><hr class=\"page\"/><border/>"));
    BOOST_TEST(whole.layout.pages.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_border_stays_on_its_sheet_in_its_colours) {
    const Whole whole(certificate("<border inset=\"10\" colour=\"red\" second=\"#b8860b\"/>"));
    std::size_t gold = 0;
    for (const auto& shape : whole.layout.shapes) {
        gold += shape.colour == 0xb8860b;
        BOOST_TEST((shape.colour == red || shape.colour == 0xb8860b));
        for (const auto& stroke : shape.path)
            for (int i = 0; i < (stroke.kind == Stroke::Kind::curve ? 6 : 2); i += 2) {
                if (stroke.kind == Stroke::Kind::close) continue;
                BOOST_TEST(stroke.points[i] >= 10 * mm - 0.01);
                BOOST_TEST(stroke.points[i] <= 287 * mm + 0.01);
                BOOST_TEST(stroke.points[i + 1] >= 10 * mm - 0.01);
                BOOST_TEST(stroke.points[i + 1] <= 200 * mm + 0.01);
            }
    }
    BOOST_TEST(gold == 8U);
    BOOST_TEST(has(sheet_fragment(whole.layout), "stroke=\"#c8102e\""));
    BOOST_TEST(has(sheet_fragment(whole.layout), "fill=\"#b8860b\""));
}

BOOST_AUTO_TEST_CASE(a_sheet_in_the_browser_has_the_lines_of_the_print) {
    const Whole whole(box("A &amp; B &lt;x&gt;"));
    const auto svg = sheet_fragment(whole.layout);
    BOOST_TEST(has(svg, "width=\"297mm\" height=\"210mm\""));
    BOOST_TEST(has(svg, "<tspan font-weight=\"bold\">&amp;</tspan>"));
    BOOST_TEST(has(svg, "&lt;x&gt;"));
}

BOOST_AUTO_TEST_CASE(an_image_keeps_its_proportion) {
    const Images images = {{"dau", png(40, 20)}};
    const Print print{&images};
    const Sample sample("<image name=\"dau\" width=\"30\" height=\"30\" alt=\"Dấu\"/>", print);
    BOOST_TEST_REQUIRE(sample.layout.pictures.size() == 1U);
    const auto& box = sample.layout.pictures[0].box;
    BOOST_TEST(box.width == 30 * mm, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(box.height == 15 * mm, boost::test_tools::tolerance(1e-9));
    const auto pdf = write_pdf(sample.layout, "t");
    BOOST_TEST(has(pdf, "/Subtype/Image/Width 40/Height 20"));
    BOOST_TEST(has(pdf, "/SMask"));
    BOOST_TEST(has(pdf, "/S/Figure"));
    BOOST_TEST(has(html(sample, print), "href=\"data:image/png;base64,iVBORw0KGgo"));
}

BOOST_AUTO_TEST_CASE(an_image_shown_twice_is_kept_once) {
    const Images images = {{"a", png(4, 4)}};
    const Sample sample("<image name=\"a\"/><image name=\"a\"/>", {&images});
    BOOST_TEST(sample.layout.pictures.size() == 2U);
    BOOST_TEST(sample.layout.images.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_jpeg_is_put_in_as_it_is) {
    const Images images = {{"anh", jpeg(24, 16)}};
    const Sample sample("<image name=\"anh\"/>", {&images});
    const auto pdf = write_pdf(sample.layout, "t");
    BOOST_TEST(has(pdf, "/Filter/DCTDecode"));
    BOOST_TEST(has(pdf, images.at("anh")));
    BOOST_TEST(!has(pdf, "/SMask"));
}

BOOST_AUTO_TEST_CASE(an_image_that_is_lacking_or_broken_is_a_problem_that_names_it) {
    auto cut = png(40, 20);
    cut.resize(cut.size() - 30);
    auto flipped = png(40, 20);
    flipped[60] = static_cast<char>(flipped[60] ^ 0x55);
    auto half = jpeg(64, 64);
    half.resize(half.size() / 2);
    const Images images = {
        {"cut", cut},  {"flipped", flipped},          {"half", half},       {"text", "xin chào"},
        {"empty", ""}, {"head", "\x89PNG\r\n\x1a\n"}, {"start", "\xff\xd8"}};
    for (const auto* name : {"cut", "flipped", "half", "text", "empty", "head", "start", "none"}) {
        const auto source = "<image name=\"" + std::string(name) + "\"/>";
        BOOST_CHECK_EXCEPTION(Sample(source, {&images}), Problem, [&](const Problem& problem) {
            return problem.status() == 422 && problem.faults().at(0).field == name &&
                   has(problem.what(), name);
        });
    }
}

BOOST_AUTO_TEST_CASE(every_cut_of_an_image_is_refused_and_none_stops_the_program) {
    for (const auto& whole : {png(20, 10), jpeg(20, 10)})
        for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
            const Images images = {{"x", whole.substr(0, size)}};
            try {
                read_image({&images}, "x");
            } catch (const Problem&) {
            }
        }
    const Images images = {{"x", jpeg(20, 10)}};
    BOOST_CHECK_NO_THROW(read_image({&images}, "x"));
}

BOOST_AUTO_TEST_CASE(on_a_blank_what_is_printed_is_left_out_and_the_rest_stays) {
    const auto source = certificate(
        "<border printed=\"yes\"/>"
        "<box left=\"40\" top=\"10\" width=\"100\" height=\"20\" printed=\"yes\">"
        "<p class=\"award_nation\">Cộng hòa</p></box>"
        "<box left=\"40\" top=\"50\" width=\"100\" height=\"40\">"
        "<p class=\"award_verb\" printed=\"yes\">Tặng</p><p class=\"award_name\">Toàn</p></box>");
    const Whole all(source);
    Print print;
    print.blank = true;
    print.right = 2;
    print.down = -1.5;
    const Whole blank(source, print);
    BOOST_TEST(all.layout.text.lines.size() == 3U);
    BOOST_TEST_REQUIRE(blank.layout.text.lines.size() == 1U);
    BOOST_TEST(blank.layout.shapes.empty());
    BOOST_TEST(blank.layout.text.lines[0].x == all.layout.text.lines[2].x);
    BOOST_TEST(blank.layout.text.lines[0].y == all.layout.text.lines[2].y);
    const auto moved = corner(blank.layout, blank.layout.placed.at(0));
    BOOST_TEST(moved.x == 2 * mm);
    BOOST_TEST(moved.y == -1.5 * mm);
}

BOOST_AUTO_TEST_CASE(a_heading_of_any_depth_stays_with_what_follows) {
    for (const auto* name : {"chapter", "chapter_title", "group", "group_title", "article"})
        BOOST_TEST(style(name)->keep, name);
    const Sample sample("<h2 class=\"chapter\">Chương I</h2><h3>Điều 1. Phạm vi</h3><p>x</p>");
    const auto pdf = write_pdf(sample.layout, "t");
    BOOST_TEST(has(pdf, "/S/H2/"));
    BOOST_TEST(has(pdf, "/S/H3/"));
    BOOST_TEST(has(html(sample), "<h3 class=\"article\">"));
}

BOOST_AUTO_TEST_SUITE_END()
