// What the pages of councils show.
#include <boost/test/unit_test.hpp>

#include "templates/views/council_papers.h"
#include "templates/views/councils.h"
#include "tests/support/views.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;
using tdkt::test::check_page;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025

Day day(const char* text) {
    return *parse_day(text);
}

CouncilShown council() {
    TermShown term{1,
                   "215/QĐ-BHXH",
                   day("2025-07-10"),
                   day("2025-11-30"),
                   morning,
                   morning,
                   "Hà",
                   "Yến",
                   "Kiện toàn",
                   {}};
    term.seats = {{1, 0, "Toàn", "Giám đốc", CouncilPost::chair},
                  {2, 1, "Bình", "", CouncilPost::chair},
                  {3, 0, "Yến", "Chuyên viên", CouncilPost::secretary}};
    return {1,        "Hội đồng",
            "HĐTĐKT", CouncilKind::agency,
            {term},   {{Series::invitations, 17, 16, "Hà"}, {Series::minutes, 1, 3}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(council_views_test)

BOOST_AUTO_TEST_CASE(councils_and_the_form_of_a_term_fill_their_pages) {
    const auto one = council();
    check_page("councils", councils_view({{one}, day("2025-11-01"), true}));
    check_page("council_term",
               term_view(&one, {{7, "Hà", "Trưởng phòng", "TCHC"}}, day("2025-11-01")));
    BOOST_TEST(councils_view({{}, day("2025-11-01"), false})["has_councils"] == false);
    BOOST_TEST(term_view(nullptr, {}, day("2025-11-01"))["is_new"] == true);
}

BOOST_AUTO_TEST_CASE(a_series_can_be_set_until_it_has_given_a_number) {
    const auto shown = councils_view({{council()}, day("2025-11-01"), true})["councils"][0];
    BOOST_TEST(shown["series"][0]["can_set"] == true);
    BOOST_TEST(shown["series"][0]["set_text"] == "Bắt đầu từ số 17, Hà ghi");
    BOOST_TEST(shown["series"][1]["can_set"] == false);
    const auto read = councils_view({{council()}, day("2025-11-01"), false})["councils"][0];
    BOOST_TEST(read["can_set_series"] == false);
}

BOOST_AUTO_TEST_CASE(a_register_without_numbers_tells_none) {
    const NumberedPaper paper{CouncilPaper::minutes, 3, "BB-HĐTĐKT", day("2025-12-08")};
    CouncilRegisterShown shown{1,    "Hội đồng", 2025,
                               2025, false,      {{paper, 5, day("2025-12-08"), "Yến"}}};
    const auto whole = council_register_view(shown);
    check_page("council_register", whole);
    BOOST_TEST(whole["entries"][0]["number_text"] == "03/BB-HĐTĐKT");
    shown.extract = true;
    shown.lines[0].paper.number = 0;
    const auto extract = council_register_view(shown);
    check_page("council_register", extract);
    BOOST_TEST(extract["entries"][0]["number"].is_null());
    BOOST_TEST(register_cells(shown.lines[0])[0] == "…/BB-HĐTĐKT");
    BOOST_TEST(register_cells(shown.lines[0]).size() == register_head().size());
}

BOOST_AUTO_TEST_CASE(who_stands_in_is_no_member) {
    const auto term =
        councils_view({{council()}, day("2025-11-01"), true})["councils"][0]["terms"][0];
    BOOST_TEST(term["members"] == 2);
    BOOST_TEST(term["seats"].size() == 3u);
    BOOST_TEST(term["seats"][1]["council_post"] == "Dự thay");
}

BOOST_AUTO_TEST_CASE(a_term_is_in_force_on_its_first_and_on_its_last_day) {
    const auto at = [](const char* today) {
        return councils_view({{council()}, day(today), true})["councils"][0]["terms"][0]["state"];
    };
    BOOST_TEST(at("2025-07-09") == "planned");
    BOOST_TEST(at("2025-07-10") == "active");
    BOOST_TEST(at("2025-11-30") == "active");
    BOOST_TEST(at("2025-12-01") == "archived");
}

BOOST_AUTO_TEST_SUITE_END()
