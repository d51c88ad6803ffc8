// The small words of the views: what a text begins with, what a browser is called.
#include "templates/views/words.h"

#include <boost/test/unit_test.hpp>

#include "templates/paper_data.h"
#include "templates/views/accounts.h"

using namespace tdkt::templates;

BOOST_AUTO_TEST_SUITE(words_test)

BOOST_AUTO_TEST_CASE(a_text_can_begin_or_go_on_with_its_first_word) {
    BOOST_TEST(capitalised("đề nghị") == "Đề nghị");
    BOOST_TEST(capitalised("khen thưởng") == "Khen thưởng");
    BOOST_TEST(small_first("Đợt 1") == "đợt 1");
    BOOST_TEST(small_first("Khen thưởng") == "khen thưởng");
    BOOST_TEST(small_first("BHXH tỉnh") == "BHXH tỉnh");
    BOOST_TEST(on_the_matter("Đề nghị khen thưởng") == "Về việc đề nghị khen thưởng");
    for (const char* title : {"Về việc khen thưởng", "về việc Khen thưởng", "V/v khen thưởng",
                              "VỀ VIỆC v/v: khen thưởng", "v/v:khen thưởng"})
        BOOST_TEST(on_the_matter(title) == "Về việc khen thưởng", title);
}

BOOST_AUTO_TEST_CASE(a_browser_is_called_by_the_name_that_people_know) {
    const std::string chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
        " (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    BOOST_TEST(device_text(chrome) == "Chrome trên Windows");
    BOOST_TEST(device_text(chrome + " Edg/131.0.0.0") == "Edge trên Windows");
    BOOST_TEST(device_text("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1"
                           " Mobile/15E148 Safari/604.1") == "Safari trên iPhone");
    BOOST_TEST(device_text("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101"
                           " Firefox/128.0") == "Firefox trên Linux");
    BOOST_TEST(device_text("curl/8.5.0") == "Chương trình qua API");
    BOOST_TEST(device_text("") == "Chương trình qua API");
}
BOOST_AUTO_TEST_SUITE_END()
