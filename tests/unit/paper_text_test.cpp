#include <boost/test/unit_test.hpp>

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
    const auto& word = words().word(Face::regular, "字");
    BOOST_TEST(static_cast<unsigned>(word.missing) == 0x5b57U);
    BOOST_TEST(word.shown == words().word(Face::regular, "□").shown);
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
