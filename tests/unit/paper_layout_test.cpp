#include <boost/test/unit_test.hpp>

#include "tests/support/paper.h"

using namespace tdkt::templates;
using tdkt::test::paragraphs;
using tdkt::test::Sample;

namespace {

std::string repeated(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word + " ";
    return text;
}

std::string rows(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i)
        text += joined({"<tr><td>", std::to_string(i), "</td><td>Tên</td></tr>"});
    return "<table widths=\"20 100\"><thead><tr><th>STT</th><th>Họ và "
           "tên</th></tr></thead><tbody>" +
           text + "</tbody></table>";
}

const std::string closing =
    "<div class=\"closing\"><div class=\"left\"><p class=\"receivers\">Nơi nhận:</p></div>"
    "<div class=\"right\"><p class=\"signer_title\">Giám đốc</p>"
    "<signature person=\"ky_lanh_dao\" organ=\"dau_co_quan\"/>"
    "<p class=\"signer_name\">Trần Mạnh Toàn</p></div></div>";

// Each line lies within the text, and what is below a page's lower margin is none.
void stays_within_the_page(const Layout& layout) {
    for (const auto& line : layout.text.lines) {
        BOOST_TEST(line.x >= -0.01);
        BOOST_TEST(line.x + line.width <= text_width + 0.01);
    }
    for (const auto& placed : layout.placed) {
        const auto& slab = layout.slabs[placed.slab];
        BOOST_TEST(placed.y + slab.height <= page_height - margin_bottom + 0.05);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper_layout_test)

BOOST_AUTO_TEST_CASE(a_full_line_reaches_both_margins) {
    const Sample sample("<p>" + repeated("khen thưởng", 40) + "</p>");
    const auto& lines = sample.layout.text.lines;
    BOOST_REQUIRE(lines.size() > 2);
    BOOST_TEST(lines[0].x == 12.7 * mm);
    BOOST_TEST(lines[0].x + lines[0].width == text_width, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(lines[1].x == 0);
    BOOST_TEST(lines[1].width == text_width, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(lines.back().stretch == 0);
}

BOOST_AUTO_TEST_CASE(bold_within_a_word_does_not_part_it) {
    const Sample sample("<p>thi <b>đ</b>ua</p>");
    BOOST_TEST(sample.page(0).at(0) == "thi đua");
}

BOOST_AUTO_TEST_CASE(a_no_break_blank_keeps_words_on_one_line) {
    const Sample sample("<p>" + repeated("mức", 17) + "5.000.000&#160;đồng</p>");
    for (const auto& line : sample.page(0)) BOOST_TEST(!line.starts_with("đồng"));
}

BOOST_AUTO_TEST_CASE(a_number_never_begins_a_line_without_its_word) {
    for (int before = 0; before < 40; ++before) {
        const Sample sample("<p>" + repeated("a", before) + repeated("theo Điều 12", 20) +
                            repeated("5.000.000 đồng", 10) + "</p>");
        for (const auto& line : sample.page(0)) {
            BOOST_TEST(!line.starts_with("12"));
            BOOST_TEST(!line.starts_with("đồng"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_blank_that_does_not_break_is_as_wide_as_its_neighbours) {
    const Sample sample("<p>" + repeated("theo Điều 12", 20) + "</p>");
    const auto& line = sample.layout.text.lines.at(0);
    int blanks = 0;
    for (std::uint32_t i = 0; i < line.count; ++i)
        blanks += sample.layout.text.tokens[line.first + i].space;
    const auto words = sample.text(line);
    BOOST_TEST(blanks == std::count(words.begin(), words.end(), ' '));
    BOOST_TEST(line.stretch > 0);
}

BOOST_AUTO_TEST_CASE(words_bound_together_that_no_line_holds_are_parted) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "khen&#160;";
    const Sample sample("<p>" + text + "khen</p>");
    stays_within_the_page(sample.layout);
    BOOST_TEST(sample.layout.text.lines.size() > 5U);
}

BOOST_AUTO_TEST_CASE(lines_in_the_middle_are_of_about_one_length) {
    const Sample sample("<p class=\"subject\">" + repeated("khen thưởng", 8) + "</p>");
    const auto& lines = sample.layout.text.lines;
    BOOST_REQUIRE(lines.size() == 2);
    BOOST_TEST(std::abs(lines[0].width - lines[1].width) < 90);
    for (const auto& line : lines)
        BOOST_TEST(line.x * 2 + line.width == text_width, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(one_line_of_a_paragraph_never_stands_alone_on_a_page) {
    for (int before = 20; before < 40; ++before) {
        const Sample sample(paragraphs(before) + "<p>" + repeated("thi đua", 45) + "</p>");
        if (sample.layout.pages.size() < 2) continue;
        const auto next = sample.page(1);
        const auto long_lines = std::count_if(next.begin(), next.end(), [](const auto& line) {
            return line.find("thi đua") != std::string::npos;
        });
        BOOST_TEST(long_lines != 1);
        const auto first = sample.page(0);
        BOOST_TEST((first.size() < 2 || first.back().find("thi đua") == std::string::npos ||
                    first[first.size() - 2].find("thi đua") != std::string::npos));
    }
}

BOOST_AUTO_TEST_CASE(a_heading_stays_with_what_it_heads) {
    for (int before = 20; before < 40; ++before) {
        const Sample sample(paragraphs(before) + "<h2>I. TẬP THỂ</h2>" + rows(5));
        for (std::size_t page = 0; page < sample.layout.pages.size(); ++page)
            BOOST_TEST(sample.page(page).back() != "I. TẬP THỂ");
    }
}

BOOST_AUTO_TEST_CASE(the_signature_is_never_alone_on_a_page) {
    for (int before = 15; before < 45; ++before) {
        const Sample sample(paragraphs(before) + closing);
        const auto last = sample.page(sample.layout.pages.size() - 1);
        const auto text = std::count(last.begin(), last.end(), "một dòng");
        BOOST_TEST(text >= 2);
        BOOST_TEST(std::count(last.begin(), last.end(), "Trần Mạnh Toàn") == 1);
    }
}

BOOST_AUTO_TEST_CASE(the_head_of_a_table_comes_again_on_each_page) {
    const Sample sample(rows(150));
    BOOST_REQUIRE(sample.layout.pages.size() > 2);
    for (std::size_t page = 0; page < sample.layout.pages.size(); ++page) {
        BOOST_TEST(sample.page(page).at(0) == "STT");
        BOOST_TEST(sample.page(page).at(1) == "Họ và tên");
    }
    stays_within_the_page(sample.layout);
}

BOOST_AUTO_TEST_CASE(every_row_is_on_some_page_once) {
    const Sample sample(rows(150));
    std::vector<int> seen(151);
    for (const auto& placed : sample.layout.placed) {
        if (placed.repeated) continue;
        const auto& slab = sample.layout.slabs[placed.slab];
        const auto number = sample.text(sample.layout.text.lines[slab.lines]);
        if (number != "STT") ++seen.at(static_cast<std::size_t>(std::stoi(number)));
    }
    BOOST_TEST(std::count(seen.begin() + 1, seen.end(), 1) == 150);
}

BOOST_AUTO_TEST_CASE(a_name_without_an_end_stays_on_the_page) {
    const std::string name(10'000, 'W');
    const Sample sample(
        "<h1>" + name + "</h1><p>" + name + "</p>" +
        "<table widths=\"20 40\"><thead><tr><th>a</th><th>b</th></tr></thead><tbody>"
        "<tr><td>1</td><td>" +
        name + "</td></tr></tbody></table>");
    stays_within_the_page(sample.layout);
    std::size_t letters = 0;
    for (const auto& line : sample.layout.text.lines)
        for (const char letter : sample.text(line)) letters += letter == 'W';
    BOOST_TEST(letters == 30'000U);
}

BOOST_AUTO_TEST_CASE(columns_fuller_than_a_page_go_on_with_the_next) {
    std::string receivers;
    for (int i = 0; i < 200; ++i) receivers += "<p class=\"receiver\">- Nơi nhận;</p>";
    const Sample sample("<div class=\"closing\"><div class=\"left\">" + receivers +
                        "</div><div class=\"right\"><p>a</p></div></div>");
    BOOST_TEST(sample.layout.pages.size() >= 3U);
    stays_within_the_page(sample.layout);
}

BOOST_AUTO_TEST_CASE(an_annex_begins_a_page_and_counts_its_own) {
    const Sample sample(paragraphs(60) + "<section class=\"annex\">" + paragraphs(60) +
                        "</section>");
    std::vector<int> numbers;
    for (const auto& page : sample.layout.pages) numbers.push_back(page.number);
    const std::vector<int> expected = {1, 2, 1, 2};
    BOOST_TEST(numbers == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_paper_has_one_page) {
    BOOST_TEST(Sample("").layout.pages.size() == 1U);
    BOOST_TEST(Sample("<p></p>").layout.pages.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_rule_is_a_third_to_a_half_of_its_line) {
    const Sample sample("<p class=\"subject\">Về việc khen thưởng</p><hr class=\"third\"/>");
    const double part = sample.layout.rules.at(0).width / sample.layout.text.lines.at(0).width;
    BOOST_TEST(part >= 1.0 / 3);
    BOOST_TEST(part <= 0.5);
}

BOOST_AUTO_TEST_CASE(the_nation_and_its_motto_take_one_line_each) {
    const Sample sample(
        "<div class=\"head\"><div class=\"left\"><p class=\"organ\">x</p></div>"
        "<div class=\"right\"><p class=\"nation\">Cộng hòa xã hội chủ nghĩa Việt "
        "Nam</p><p class=\"motto\">Độc lập - Tự do - Hạnh phúc</p>"
        "<hr class=\"full\"/></div></div>");
    const std::vector<std::string> expected = {"X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                               "Độc lập - Tự do - Hạnh phúc"};
    BOOST_TEST(sample.page(0) == expected, boost::test_tools::per_element());
    BOOST_TEST(sample.layout.rules.at(0).width == sample.layout.text.lines.at(2).width);
}

BOOST_AUTO_TEST_CASE(the_seal_covers_a_third_of_the_signature_on_its_left) {
    const Sample sample(paragraphs(2) + closing);
    const auto& person = sample.layout.widgets.at(0);
    const auto& organ = sample.layout.widgets.at(1);
    BOOST_TEST(person.name == "ky_lanh_dao");
    BOOST_TEST(organ.name == "dau_co_quan");
    const double covered = organ.box.x + organ.box.width - person.box.x;
    BOOST_TEST(covered == person.box.width / 3, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_field_keeps_its_place_in_the_line) {
    const Sample sample("<p class=\"number\">Số: <field name=\"so\" width=\"11\"/>/QĐ-BHXH</p>");
    BOOST_TEST(sample.page(0).at(0) == "Số: [so]/QĐ-BHXH");
    const auto& field = sample.layout.widgets.at(0);
    BOOST_TEST(field.box.width == 11 * mm, boost::test_tools::tolerance(1e-9));
    const auto& line = sample.layout.text.lines.at(0);
    BOOST_TEST(field.box.x > line.x);
    BOOST_TEST(field.box.x + field.box.width < line.x + line.width);
}

BOOST_AUTO_TEST_SUITE_END()
