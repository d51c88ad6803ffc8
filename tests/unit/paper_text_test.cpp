#include <boost/test/unit_test.hpp>

#include "templates/paper/bonds.h"
#include "templates/paper/rare.h"
#include "templates/paper/show.h"
#include "templates/paper/text.h"
#include "templates/paper/words.h"

using namespace tdkt::templates;

BOOST_AUTO_TEST_SUITE(paper_text_test)

BOOST_AUTO_TEST_CASE(capitals_know_every_vietnamese_letter) {
    BOOST_TEST(
        capitals("aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ") ==
        "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ");
}

BOOST_AUTO_TEST_CASE(capitals_stay_as_they_are) {
    BOOST_TEST(capitals("ĐẮK LẮK 2025 ÷ ×") == "ĐẮK LẮK 2025 ÷ ×");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_letter_are_replaced_one_by_one) {
    for (const std::string_view bytes : {"\xff", "\xc3", "\xe1\xbb", "\xc0\x80", "\xed\xa0\x80"}) {
        std::size_t at = 0;
        BOOST_TEST(static_cast<unsigned>(next_letter(bytes, at)) == 0xfffdU);
        BOOST_TEST(at == 1U);
    }
}

BOOST_AUTO_TEST_CASE(letters_in_two_parts_are_drawn_as_one) {
    // ệ as e, dot below, circumflex.
    const auto& parts = words().word(Face::regular, "Vie\u0323\u0302t");
    const auto& whole = words().word(Face::regular, "Việt");
    BOOST_TEST(parts.shown == whole.shown);
    BOOST_TEST(parts.width == whole.width);
}

BOOST_AUTO_TEST_CASE(every_face_has_every_vietnamese_letter) {
    for (int face = 0; face < faces; ++face)
        for (const std::string_view text :
             {"ăâđêôơưĂÂĐÊÔƠƯ", "ỳỷỹýỵỲỶỸÝỴặẶệỆộỘợỢựỰ", "“”‘’–—…₫§°±²≤≥"})
            BOOST_TEST(static_cast<unsigned>(words().word(static_cast<Face>(face), text).missing) ==
                       0U);
}

BOOST_AUTO_TEST_CASE(a_letter_that_the_fonts_lack_is_a_square_and_is_named) {
    const auto& word = words().word(Face::regular, "\U00013000");
    BOOST_TEST(static_cast<unsigned>(word.missing) == 0x13000U);
    BOOST_TEST(word.shown == words().word(Face::regular, "□").shown);
}

BOOST_AUTO_TEST_CASE(control_characters_are_squares_whatever_a_font_may_draw) {
    for (const std::string_view text : {"\x01", "\x1f", "\x7f", "\u0085"})
        BOOST_TEST(static_cast<unsigned>(words().word(Face::regular, text).missing) != 0U);
}

BOOST_AUTO_TEST_CASE(a_letter_of_another_alphabet_comes_from_another_font) {
    for (int face = 0; face < faces; ++face) {
        const auto& word = words().word(static_cast<Face>(face), "Nβ");
        BOOST_TEST(static_cast<unsigned>(word.missing) == 0U);
        BOOST_TEST_REQUIRE(word.runs.size() == 2U);
        BOOST_TEST(word.runs[0].font == face);
        BOOST_TEST(word.runs[1].font > box_font);
        BOOST_TEST_REQUIRE(word.runs[1].glyphs.size() == 1U);
        BOOST_TEST((word.runs[1].glyphs[0].second == U"β"));
        BOOST_TEST(word.width > words().word(static_cast<Face>(face), "N").width);
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_is_put_in_later_has_the_four_faces_alone) {
    BOOST_TEST(words().plain_word(Face::regular, "β☑").runs.empty());
    BOOST_TEST(show_text("β", Face::regular, 13, 0, 0) == show_text("□", Face::regular, 13, 0, 0));
}

BOOST_AUTO_TEST_CASE(boxes_are_drawn_by_a_font_of_their_own) {
    const auto& word = words().word(Face::bold, "☐☑☒");
    BOOST_TEST(static_cast<unsigned>(word.missing) == 0U);
    BOOST_TEST_REQUIRE(word.runs.size() == 1U);
    BOOST_TEST(word.runs[0].font == box_font);
    BOOST_TEST(word.runs[0].shown == "(abc)");
}

BOOST_AUTO_TEST_CASE(letters_that_run_to_the_left_are_shown_that_way) {
    // Alef, bet: the last comes first, and each says itself.
    const auto& word = words().word(Face::regular, "\u05d0\u05d1");
    if (word.missing) return;  // no font of this machine has them
    BOOST_TEST(word.turned);
    BOOST_TEST((word.runs.at(0).glyphs.at(0).second == U"\u05d1"));
    BOOST_TEST((word.runs.at(0).glyphs.at(1).second == U"\u05d0"));
}

BOOST_AUTO_TEST_CASE(words_that_a_number_belongs_to_stand_together) {
    const std::pair<std::string_view, std::string_view> together[] = {
        {"Điều", "1."},  {"(Điều", "12"},  {"khoản", "2"},      {"ngày", "04"},
        {"tháng", "11"}, {"năm", "2025."}, {"Số:", "148"},      {"Chương", "II"},
        {"Phần", "I."},  {"điểm", "a"},    {"điểm", "đ,"},      {"5.000.000", "đồng;"},
        {"02", "triệu"}, {"45,10", "%"},   {"Ông", "Nguyễn"},   {"bà", "Đỗ"},
        {"“Điều", "3”"}, {"cơ", "sở"},     {"Khen", "thưởng;"}, {"đua", "-"},
        {"42%", "-"}};
    for (const auto& [before, after] : together)
        BOOST_TEST(stand_together(before, after), before << " " << after);
}

BOOST_AUTO_TEST_CASE(other_words_part_where_the_line_ends) {
    const std::pair<std::string_view, std::string_view> apart[] = {
        {"năm", "học"},  {"2025,", "12"},     {"ngày", "làm"}, {"tặng", "12"}, {"04", "tháng"},
        {"12", "cá"},    {"điểm", "anh"},     {"", "1"},       {"Điều", ""},   {"năm,", "2025"},
        {"đồng", "chí"}, {"Chương", "trình"}, {"-", "Khen"},   {"thi", "đua"}, {"cơ", "quan"}};
    for (const auto& [before, after] : apart)
        BOOST_TEST(!stand_together(before, after), before << " " << after);
}

BOOST_AUTO_TEST_CASE(marks_of_direction_are_not_drawn) {
    BOOST_TEST(words().word(Face::regular, "a\u202eb").shown ==
               words().word(Face::regular, "ab").shown);
}

BOOST_AUTO_TEST_CASE(the_cut_is_the_same_each_time) {
    const auto again = cut_faces(std::string(font_folders().front()));
    for (std::size_t i = 0; i < again.size(); ++i) {
        BOOST_TEST(again[i].program == cut_faces()[i].program);
        BOOST_TEST(again[i].glyph(U'ệ') == cut_faces()[i].glyph(U'ệ'));
    }
}

BOOST_AUTO_TEST_CASE(absent_fonts_are_an_error_that_says_what_to_install) {
    BOOST_CHECK_EXCEPTION(cut_faces("/nowhere"), std::runtime_error, [](const auto& error) {
        return std::string(error.what()).find("/nowhere") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_text_is_as_wide_as_its_letters) {
    // Three digits of half a size each.
    BOOST_TEST(text_points("148", Face::regular, 13) == 19.5, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(a_text_too_wide_for_its_field_is_made_smaller) {
    const auto shown = show_field("ngày 04 tháng 11 năm 2025", Face::italic, 13, 50, 15);
    const auto size = std::stod(shown.substr(shown.find("/F2 ") + 4));
    BOOST_TEST(size < 13);
    BOOST_TEST(text_points("ngày 04 tháng 11 năm 2025", Face::italic, size) <= 50.5);
}

BOOST_AUTO_TEST_CASE(the_store_of_words_is_emptied_when_it_is_full) {
    Words store;
    const auto before = store.word(Face::bold, "khen").shown;
    for (int i = 0; i < 30'000; ++i) store.word(Face::bold, std::to_string(i));
    store.tidy();
    BOOST_TEST(store.word(Face::bold, "khen").shown == before);
    BOOST_TEST(store.word(Face::bold, "29999").text == "29999");
}

BOOST_AUTO_TEST_SUITE_END()
