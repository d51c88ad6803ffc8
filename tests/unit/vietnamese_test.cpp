#include "workflow/vietnamese.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <vector>

using namespace tdkt::workflow;

namespace {

// As a list of people stands in a decision: by given name, then the names
// between, then the family's.
const std::vector<std::string> in_order = {
    "Trần Văn Ái",      "Anh",
    "Lê Anh",           "Phạm Anh",
    "Lê Hoàng Anh",     "Nguyễn Thị Ánh",
    "Bùi Bắc",          "Lê Thị Bích",
    "Phạm Bình",        "Lê An Bình",
    "Nguyễn Cao Cường", "Trần Thị Dung",
    "Lê Duy",           "Hoàng Đan",
    "Đinh Thị Đào",     "Lê Văn Đạt",
    "Trần Đông",        "H'Yăm",
    "Nguyễn Thu Hà",    "Lê Hải",
    "Đỗ Thị Hoa",       "Lê Văn Hòa",
    "Trần Hoàn",        "Nguyễn Hưng",
    "Phạm Thị Lan",     "Đỗ Văn Minh",
    "H'Ân Niê",         "Y Thanh Niê",
    "Lê Thị Oanh",      "Vũ Thị Ơn",
    "Trần Mạnh Toàn",   "Trần Mạnh Toản",
    "Trần Mạnh Toán",   "Nguyễn Tú",
    "Đặng Từ",          "Lê Vân",
    "Võ Thị Hải Yến",
};

}  // namespace

BOOST_AUTO_TEST_SUITE(vietnamese_test)

BOOST_AUTO_TEST_CASE(amounts_are_said_as_a_decision_says_them) {
    const std::pair<std::int64_t, const char*> said[] = {
        {0, "Không đồng"},
        {1, "Một đồng"},
        {5, "Năm đồng"},
        {10, "Mười đồng"},
        {11, "Mười một đồng"},
        {15, "Mười lăm đồng"},
        {20, "Hai mươi đồng"},
        {21, "Hai mươi mốt đồng"},
        {24, "Hai mươi bốn đồng"},
        {25, "Hai mươi lăm đồng"},
        {55, "Năm mươi lăm đồng"},
        {100, "Một trăm đồng"},
        {101, "Một trăm linh một đồng"},
        {105, "Một trăm linh năm đồng"},
        {110, "Một trăm mười đồng"},
        {121, "Một trăm hai mươi mốt đồng"},
        {999, "Chín trăm chín mươi chín đồng"},
        {1000, "Một nghìn đồng"},
        {1001, "Một nghìn không trăm linh một đồng"},
        {10000, "Mười nghìn đồng"},
        {500000, "Năm trăm nghìn đồng"},
        {760000, "Bảy trăm sáu mươi nghìn đồng"},
        {2530000, "Hai triệu năm trăm ba mươi nghìn đồng"},
        {1015005, "Một triệu không trăm mười lăm nghìn không trăm linh năm đồng"},
        {1000005, "Một triệu không trăm linh năm đồng"},
        {5000000, "Năm triệu đồng"},
        {17710000, "Mười bảy triệu bảy trăm mười nghìn đồng"},
        {1000000000, "Một tỷ đồng"},
        {1000000005, "Một tỷ không trăm linh năm đồng"},
        {21000000000, "Hai mươi mốt tỷ đồng"},
        {1000000000000, "Một nghìn tỷ đồng"},
        {1500000000000, "Một nghìn năm trăm tỷ đồng"},
        {1015000000000, "Một nghìn không trăm mười lăm tỷ đồng"},
        {2000001000000, "Hai nghìn tỷ không trăm linh một triệu đồng"},
        {1000000000000000000, "Một tỷ tỷ đồng"},
    };
    for (const auto& [amount, words] : said) BOOST_TEST(money_in_words(amount) == words);
}

BOOST_AUTO_TEST_CASE(no_amount_is_said_with_an_empty_or_a_double_blank) {
    std::mt19937_64 dice(3);
    for (int i = 0; i < 20000; ++i) {
        const auto shift = dice() % 63;
        const auto words = money_in_words(static_cast<std::int64_t>((dice() >> 1) >> shift));
        BOOST_TEST(words.find("  ") == std::string::npos, words);
        BOOST_TEST(words.ends_with(" đồng"), words);
        BOOST_TEST((words[0] >= 'A' && words[0] <= 'Z'), words);
    }
    BOOST_TEST(money_in_words(INT64_MAX).ends_with(" đồng"));
}

BOOST_AUTO_TEST_CASE(different_amounts_below_a_million_are_said_differently) {
    std::vector<std::string> all;
    for (std::int64_t amount = 0; amount < 20000; ++amount) all.push_back(money_in_words(amount));
    for (std::int64_t amount = 20000; amount < 1000000; amount += 997)
        all.push_back(money_in_words(amount));
    const auto many = all.size();
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    BOOST_TEST(all.size() == many);
}

BOOST_AUTO_TEST_CASE(thousands_are_parted_by_dots) {
    const std::pair<std::int64_t, const char*> written[] = {
        {0, "0"},
        {7, "7"},
        {999, "999"},
        {1000, "1.000"},
        {12345, "12.345"},
        {123456, "123.456"},
        {5000000, "5.000.000"},
        {-1, "-1"},
        {-999, "-999"},
        {-1000, "-1.000"},
        {-123456, "-123.456"},
        {INT64_MAX, "9.223.372.036.854.775.807"}};
    for (const auto& [number, text] : written) BOOST_TEST(grouped(number) == text);
    BOOST_TEST(money(5000000) == "5.000.000\u00a0đồng");
}

BOOST_AUTO_TEST_CASE(numbers_of_documents_have_two_digits_at_least) {
    BOOST_TEST(document_number(1) == "01");
    BOOST_TEST(document_number(9) == "09");
    BOOST_TEST(document_number(10) == "10");
    BOOST_TEST(document_number(148) == "148");
    BOOST_TEST(document_number(1024) == "1024");
}

BOOST_AUTO_TEST_CASE(people_stand_in_the_order_of_their_given_names) {
    for (std::size_t i = 1; i < in_order.size(); ++i)
        BOOST_TEST((name_key(in_order[i - 1]) < name_key(in_order[i])),
                   in_order[i - 1] << " before " << in_order[i]);
}

BOOST_AUTO_TEST_CASE(sorting_a_shuffled_list_restores_it) {
    auto names = in_order;
    std::shuffle(names.begin(), names.end(), std::mt19937(11));
    std::ranges::sort(names, {}, [](const std::string& name) { return name_key(name); });
    BOOST_TEST(names == in_order, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(letters_and_tones_stand_in_their_order) {
    const std::vector<std::string> words = {"a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â",
                                            "ấ", "b", "c", "d", "đ", "e", "ê", "g", "i",
                                            "o", "ô", "ơ", "p", "u", "ư", "v", "y", "ỵ"};
    for (std::size_t i = 1; i < words.size(); ++i)
        BOOST_TEST((name_key(words[i - 1]) < name_key(words[i])), words[i - 1] << words[i]);
}

BOOST_AUTO_TEST_CASE(case_and_blanks_do_not_move_a_name) {
    BOOST_TEST(name_key("Đỗ Văn Minh") == name_key("ĐỖ VĂN MINH"));
    BOOST_TEST(name_key("  Đỗ   Văn Minh ") == name_key("Đỗ Văn Minh"));
    BOOST_TEST(name_key("") == "");
    BOOST_TEST(name_key("   ") == "");
    BOOST_TEST(name_key("Minh") != "");
}

BOOST_AUTO_TEST_CASE(a_search_compares_plain_small_letters) {
    const std::pair<const char*, const char*> pairs[] = {{"Nguyễn Thị Ánh", "nguyen thi anh"},
                                                         {"ĐINH BỘ LĨNH", "dinh bo linh"},
                                                         {"Đặng Thuỳ Trâm", "dang thuy tram"},
                                                         {"H'Yăm Bkrông", "h'yam bkrong"},
                                                         {"Phòng TC-HC số 2", "phong tc-hc so 2"},
                                                         {"ưƯơƠ", "uuoo"},
                                                         {"", ""}};
    for (const auto& [text, plain] : pairs) BOOST_TEST(folded(text) == plain);
    BOOST_TEST(folded(folded("Trần Mạnh Toàn")) == folded("Trần Mạnh Toàn"));
}

BOOST_AUTO_TEST_CASE(broken_bytes_are_passed_over_without_harm) {
    for (const char* bytes : {"\xff", "\xe1\xba", "Nguy\xe1", "\xf0\x9f\x8f\x86", "\xc3"}) {
        BOOST_TEST(!folded(bytes).empty());
        BOOST_TEST(!name_key(bytes).empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
