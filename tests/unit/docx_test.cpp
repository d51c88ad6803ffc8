// A DOCX, part by part: what each element of a paper becomes.
#include "templates/docx/docx.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "templates/docx/styles.h"
#include "templates/papers.h"
#include "tests/support/paper.h"
#include "tests/support/pictures.h"
#include "tests/support/word_paper.h"
#include "workflow/problem.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using tdkt::workflow::Problem;

namespace {

const Xml* style(const Package& package, const std::string& id) {
    for (const auto* each : Package::within(package.tree("word/styles.xml"), "w:style"))
        if (each->getAttribute("w:styleId") == id) return each;
    BOOST_FAIL("no style " << id);
    return nullptr;
}

constexpr auto list =
    "<table widths=\"20 40\"><thead><tr><th>STT</th><th>Tên</th></tr></thead><tbody>"
    "<tr><td>1</td><td>An</td></tr><tr><td>2</td><td></td></tr></tbody></table>";
constexpr auto closing =
    "<div class=\"closing\"><div class=\"left\"><p class=\"receivers\">Nơi nhận:</p></div>"
    "<div class=\"right\"><p class=\"signer_title\">Giám đốc</p><signature/>"
    "<p class=\"signer_name\">Trần An</p></div></div>";

}  // namespace

BOOST_AUTO_TEST_SUITE(docx_test)

BOOST_AUTO_TEST_CASE(every_part_is_well_formed_typed_and_related) {
    const auto package = made("<p>x</p><qr text=\"https://x\"/>");
    BOOST_TEST(package.names().front() == "[Content_Types].xml");
    std::set<std::string> typed;
    const auto* types = package.tree("[Content_Types].xml");
    for (const auto* each : Package::within(types, "Override"))
        typed.insert(each->getAttribute("PartName").substr(1));
    for (const auto& name : typed) BOOST_TEST(!package.part(name).empty(), name);
    for (const auto& name : package.names())
        if (name.ends_with(".xml") || name.ends_with(".rels"))
            BOOST_CHECK_NO_THROW(package.tree(name));
    std::set<std::string> ids;
    for (const auto* each :
         Package::within(package.tree("word/_rels/document.xml.rels"), "Relationship")) {
        BOOST_TEST(!package.part("word/" + each->getAttribute("Target")).empty());
        ids.insert(each->getAttribute("Id"));
    }
    BOOST_TEST(ids.contains(Package::value(package.tree(), "a:blip", "r:embed")));
    for (const auto* each : package.all("w:headerReference"))
        BOOST_TEST(ids.contains(each->getAttribute("r:id")));
}

BOOST_AUTO_TEST_CASE(every_class_is_a_style_with_its_measures) {
    const auto package = made("<p>x</p>");
    for (const auto& row : styles) {
        BOOST_TEST_CONTEXT(row.name) {
            const auto* found = style(package, std::string(row.name));
            BOOST_TEST(Package::value(found, "w:name") == docx::style_name(row.name));
            BOOST_TEST(number(Package::value(found, "w:sz")) == std::lround(row.size * 2));
            BOOST_TEST(number(Package::value(found, "w:spacing", "w:before")) == twips(row.before));
            BOOST_TEST(number(Package::value(found, "w:spacing", "w:line")) ==
                       twips(row.size * row.line));
            BOOST_TEST(number(Package::value(found, "w:ind", "w:firstLine")) ==
                       twips(row.indent * mm));
            BOOST_TEST(number(Package::value(found, "w:ind", "w:left")) == twips(row.left * mm));
            BOOST_TEST(has(found, "w:keepNext") == row.keep);
            BOOST_TEST(has(found, "w:b") ==
                       (row.face == Face::bold || row.face == Face::bold_italic));
            BOOST_TEST(has(found, "w:i") ==
                       (row.face == Face::italic || row.face == Face::bold_italic));
            BOOST_TEST(has(found, "w:outlineLvl") == (row.structure != Structure::paragraph));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_two_styles_have_one_name) {
    std::set<std::string> names;
    const auto package = made("<p>x</p>");
    for (const auto* each : Package::within(package.tree("word/styles.xml"), "w:style"))
        BOOST_TEST(names.insert(Package::value(each, "w:name")).second,
                   Package::value(each, "w:name"));
    for (const auto& name : names) BOOST_TEST(docx::is_one_name(name), name);
}

BOOST_AUTO_TEST_CASE(a_paragraph_names_its_style_and_says_only_what_differs) {
    const auto package = made("<p>a <b>b</b><i> c</i><br/> d</p><p class=\"basis\">e <b>f</b></p>");
    const auto* first = package.all("w:p")[0];
    BOOST_TEST(package.style_of(first) == "Đoạn văn");
    BOOST_TEST(Package::words(first) == "a b cd");
    BOOST_TEST(has(first, "w:br"));
    const auto runs = Package::within(first, "w:r");
    BOOST_TEST(!has(runs[0], "w:rPr"));
    BOOST_TEST(has(runs[1], "w:b"));
    BOOST_TEST(has(runs[2], "w:i"));
    const auto* basis = package.all("w:p")[1];
    BOOST_TEST(package.style_of(basis) == "Căn cứ");
    // Italic is the style's; bold is the words' own.
    BOOST_TEST(!has(Package::within(basis, "w:r")[1], "w:i"));
    BOOST_TEST(has(Package::within(basis, "w:r")[1], "w:b"));
}

BOOST_AUTO_TEST_CASE(words_come_out_as_typed) {
    const auto package =
        made("<p>TNHH A &amp; B &lt;x&gt; &quot;y&quot; {{z}} &#160;\x01\xef\xbf\xbe</p>");
    BOOST_TEST(Package::words(package.all("w:p")[0]) ==
               "TNHH A & B <x> \"y\" {{z}} \u00a0\ufffd\ufffd");
    const Package titled(bytes_of(paper("<p>x</p>", "A &amp; B &lt;")));
    const auto* core = titled.tree("docProps/core.xml");
    BOOST_TEST(Package::first(core, "dc:title")->innerText() == "A & B <");
    BOOST_TEST(Package::first(core, "dc:subject")->innerText() == "Kế hoạch");
    BOOST_TEST(Package::first(core, "dc:creator")->innerText() == "BHXH tỉnh");
}

BOOST_AUTO_TEST_CASE(words_that_belong_together_have_no_break_between_them) {
    BOOST_TEST(Package::words(made("<p>theo Điều 1 và 5.000 đồng</p>").all("w:p")[0]) ==
               "theo Điều\u00a01 và 5.000\u00a0đồng");
}

BOOST_AUTO_TEST_CASE(the_language_is_vietnamese) {
    const auto package = made("<p>x</p>");
    BOOST_TEST(Package::value(package.tree("word/styles.xml"), "w:lang") == "vi-VN");
    BOOST_TEST(Package::first(package.tree("docProps/core.xml"), "dc:language")->innerText() ==
               "vi-VN");
}

BOOST_AUTO_TEST_CASE(number_and_date_wait_in_content_controls) {
    const auto package = made(
        "<p class=\"number\">Số: <field name=\"so\" width=\"11\"/>/QĐ</p>"
        "<p class=\"place\">Đắk Lắk, <field name=\"ngay\" width=\"53\"/></p>");
    const auto controls = package.all("w:sdt");
    BOOST_TEST_REQUIRE(controls.size() == 2U);
    BOOST_TEST(Package::value(controls[0], "w:tag") == "so");
    BOOST_TEST(Package::value(controls[0], "w:alias") == "Số văn bản");
    BOOST_TEST(Package::value(controls[1], "w:tag") == "ngay");
    BOOST_TEST(Package::words(controls[1]) == "ngày … tháng … năm ……");
    BOOST_TEST(Package::value(controls[0], "w:id") != Package::value(controls[1], "w:id"));
    BOOST_TEST(Package::words(package.all("w:p")[0]) == "Số: ……/QĐ");
}

BOOST_AUTO_TEST_CASE(a_rule_is_as_long_as_its_part_of_the_line_above) {
    const auto package = made(
        "<p class=\"subject\">Về việc khen thưởng</p><hr class=\"full\"/>"
        "<p class=\"subject\">Về việc khen thưởng</p><hr class=\"third\"/>");
    const auto sides = [&](std::size_t i) {
        return number(Package::value(package.all("w:p")[i], "w:ind", "w:left"));
    };
    const Sample sample("<p class=\"subject\">Về việc khen thưởng</p>");
    const double line = sample.layout.text.lines.at(0).width;
    BOOST_TEST(package.style_of(package.all("w:p")[1]) == "Đường kẻ");
    BOOST_TEST(has(style(package, "rule"), "w:pBdr"));
    BOOST_TEST(sides(1) == twips((text_width - line) / 2));
    BOOST_TEST(sides(3) == twips((text_width - line * 0.36) / 2));
    // It stays with its line.
    BOOST_TEST(has(package.all("w:p")[0], "w:keepNext"));
}

BOOST_AUTO_TEST_CASE(a_frame_is_as_wide_and_red_as_its_kind) {
    for (const auto& row : frames) {
        const auto package = made("<frame kind=\"" + std::string(row.kind) + "\"/>");
        const auto* mark = paragraph(package, std::string(row.text));
        const auto side = number(Package::value(mark, "w:ind", "w:left"));
        BOOST_TEST(std::abs(twips(text_width) - 2 * side - twips(row.width * mm)) <= 1);
        BOOST_TEST(Package::value(mark, "w:color") == (row.colour == red ? "C8102E" : "000000"));
        BOOST_TEST(Package::value(mark, "w:bottom", "w:color") == Package::value(mark, "w:color"));
    }
}

BOOST_AUTO_TEST_CASE(a_code_and_an_image_are_pictures_of_their_size) {
    const Images images = {{"anh", png(30, 40)}, {"dau", jpeg(20, 20)}};
    const auto package = made(
        "<qr text=\"https://x\" size=\"20\"/>"
        "<image name=\"anh\" width=\"30\" height=\"40\" alt=\"Ảnh &amp; tên\"/>"
        "<image name=\"dau\" width=\"30\"/><image name=\"dau\" width=\"15\"/>",
        &images);
    const auto drawings = package.all("w:drawing");
    BOOST_TEST_REQUIRE(drawings.size() == 4U);
    const auto wide = [&](std::size_t i) {
        return static_cast<double>(number(Package::value(drawings[i], "wp:extent", "cx"))) / 36000;
    };
    BOOST_TEST(wide(0) == 20.0, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(wide(1) == 30.0, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(wide(3) == 15.0, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(Package::value(drawings[1], "wp:docPr", "descr") == "Ảnh & tên");
    BOOST_TEST(package.part("word/media/image1.png").starts_with("\x89PNG"));
    BOOST_TEST(package.part("word/media/image2.png") == images.at("anh"));
    BOOST_TEST(package.part("word/media/image3.jpeg") == images.at("dau"));
    BOOST_TEST(!package.part("[Content_Types].xml").empty());
    // Shown twice, kept once.
    BOOST_TEST(std::ranges::count(package.names(), "word/media/image4.jpeg") == 0);
    BOOST_CHECK_THROW(made("<image name=\"anh\"/>"), Problem);
    // The code is a whole PNG.
    const Images code = {{"m", package.part("word/media/image1.png")}};
    BOOST_TEST(made("<image name=\"m\"/>", &code).all("w:drawing").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_list_repeats_its_head_and_parts_no_row) {
    const auto package = made(std::string("<p>x</p>") + list);
    const auto rows = package.all("w:tr");
    BOOST_TEST_REQUIRE(rows.size() == 3U);
    for (const auto* row : rows) {
        BOOST_TEST(has(row, "w:cantSplit"));
        BOOST_TEST(has(row, "w:tblHeader") == (row == rows[0]));
    }
    const auto columns = package.all("w:gridCol");
    BOOST_TEST(number(columns.at(0)->getAttribute("w:w")) == twips(20 * mm));
    BOOST_TEST(number(columns.at(1)->getAttribute("w:w")) == twips(40 * mm));
    BOOST_TEST(Package::value(package.tree(), "w:tblLayout", "w:type") == "fixed");
    BOOST_TEST(has(package.tree(), "w:tblBorders"));
    BOOST_TEST(package.style_of(paragraph(package, "STT")) == "Bảng: tiêu đề cột");
    BOOST_TEST(package.style_of(paragraph(package, "An")) == "Bảng: ô chữ");
    // Every cell has a paragraph; Word takes a file without one for broken.
    for (const auto* cell : package.all("w:tc")) BOOST_TEST(has(cell, "w:p"));
}

BOOST_AUTO_TEST_CASE(a_row_that_no_page_holds_may_be_parted) {
    std::string words;
    for (int i = 0; i < 2000; ++i) words += "chữ ";
    const auto package =
        made("<table widths=\"60\"><tbody><tr><td>" + words + "</td></tr></tbody></table>");
    BOOST_TEST(!has(package.all("w:tr").at(0), "w:cantSplit"));
}

BOOST_AUTO_TEST_CASE(tables_that_follow_each_other_do_not_become_one) {
    const auto package = made(std::string(list) + list + closing);
    for (const auto* table : package.all("w:tbl"))
        if (const auto* next = static_cast<const Xml*>(table->nextSibling()))
            BOOST_TEST(next->nodeName() == "w:p");
    const auto* body = Package::first(package.tree(), "w:body");
    BOOST_TEST(body->lastChild()->previousSibling()->nodeName() == "w:p");
}

BOOST_AUTO_TEST_CASE(two_lines_go_with_the_end_of_a_paper) {
    const auto package = made(std::string("<p>một</p><p>hai</p><p>ba</p>") + closing);
    BOOST_TEST(!has(paragraph(package, "một"), "w:keepNext"));
    BOOST_TEST(has(paragraph(package, "hai"), "w:keepNext"));
    BOOST_TEST(has(paragraph(package, "ba"), "w:keepNext"));
    BOOST_TEST(has(package.all("w:tr").at(0), "w:cantSplit"));
    BOOST_TEST(!has(package.tree(), "w:tblBorders"));
    BOOST_TEST(package.style_of(package.all("w:p").at(5)) == "Chỗ ký và đóng dấu");
    // A list before it holds its last rows.
    const auto listed = made(std::string(list) + closing);
    BOOST_TEST(has(paragraph(listed, "An"), "w:keepNext"));
}

BOOST_AUTO_TEST_CASE(an_annex_is_a_section_whose_pages_begin_at_one) {
    const auto package = made("<p>x</p><section class=\"annex\"><p>y</p></section>");
    const auto sections = package.all("w:sectPr");
    BOOST_TEST_REQUIRE(sections.size() == 2U);
    BOOST_TEST(!has(sections[0], "w:pgNumType"));
    BOOST_TEST(Package::value(sections[1], "w:pgNumType", "w:start") == "1");
    for (const auto* section : sections) BOOST_TEST(has(section, "w:titlePg"));
    BOOST_TEST(Package::value(package.tree("word/header.xml"), "w:fldSimple", "w:instr") ==
               " PAGE ");
    BOOST_TEST(Package::words(package.tree("word/first_header.xml")).empty());
}

BOOST_AUTO_TEST_CASE(the_page_has_the_margins_of_the_decree) {
    const auto package = made("<p>x</p>");
    const auto margin = [&](const char* side) {
        return number(Package::value(package.tree(), "w:pgMar", side));
    };
    BOOST_TEST(margin("w:left") == twips(margin_left));
    BOOST_TEST(margin("w:right") == twips(margin_right));
    BOOST_TEST(margin("w:top") == twips(margin_top));
    BOOST_TEST(margin("w:bottom") == twips(margin_bottom));
    BOOST_TEST(number(Package::value(package.tree(), "w:pgSz", "w:w")) == twips(page_width));
    const Package turned(bytes_of("<paper title=\"t\" page=\"landscape\"><p>x</p></paper>"));
    BOOST_TEST(number(Package::value(turned.tree(), "w:pgSz", "w:w")) == twips(page_height));
    BOOST_TEST(Package::value(turned.tree(), "w:pgSz", "w:orient") == "landscape");
}

BOOST_AUTO_TEST_CASE(a_new_page_begins_with_what_follows) {
    const auto package =
        made(std::string("<p>x</p><hr class=\"page\"/><h1>y</h1>") + "<hr class=\"page\"/>" + list);
    BOOST_TEST(!has(paragraph(package, "x"), "w:pageBreakBefore"));
    BOOST_TEST(has(paragraph(package, "Y"), "w:pageBreakBefore"));
    BOOST_TEST(Package::value(paragraph(package, "Y"), "w:spacing", "w:before") == "0");
    BOOST_TEST(package.all("w:pageBreakBefore").size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_same_data_give_the_same_bytes_whatever_came_before) {
    for (const auto& kind : paper_kinds()) {
        const auto data = paper_data(std::string(kind.code));
        const auto once = paper_docx(kind.code, data);
        paper_docx("minutes", paper_data("minutes"));
        BOOST_TEST((paper_docx(kind.code, data) == once), kind.code);
    }
}

BOOST_AUTO_TEST_SUITE_END()
