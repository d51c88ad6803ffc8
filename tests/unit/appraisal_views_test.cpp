// Sheets of appraisal fill their pages, and show nothing where it may not be seen.
#include <boost/test/unit_test.hpp>

#include "server/rules.h"
#include "templates/pages.h"
#include "tests/support/appraised.h"
#include "tests/support/markup.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;
using tdkt::test::sheet_in;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025

struct World {
    Rules rules = tdkt::server::load_rules();
    Now now{morning, &rules};
    const std::vector<Criterion>& criteria = rules.pack("P2").award("GIAI_DOT").criteria;
    Sheet open = sheet_in(SheetState::begun), handed_in = sheet_in(SheetState::handed_in);
};

std::string shown_on(const std::string& name, json view) {
    view["csrf"] = "c";
    view["once"] = "o";
    view["next_href"] = nullptr;
    const auto html = page(name, view);
    BOOST_TEST(tdkt::test::objections(html) == std::vector<std::string>{},
               boost::test_tools::per_element());
    return html;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(appraisal_views_test)

BOOST_AUTO_TEST_CASE(a_sheet_that_is_open_is_a_form) {
    const World w;
    const auto html = shown_on(
        "appraisal",
        sheet_view(
            {tdkt::test::shown(w.open), w.criteria, {}, {w.open.appraiser}, true, false, true},
            w.now));
    BOOST_TEST(has(html, "name=\"points-targets\" value=\"45\""));
    BOOST_TEST(has(html, "name=\"hand_in\""));
    BOOST_TEST(has(html, "value=\"a6\""));
}

BOOST_AUTO_TEST_CASE(a_sheet_that_was_handed_in_is_read_with_its_turns) {
    const World w;
    const auto html = shown_on("appraisal", sheet_view({tdkt::test::shown(w.handed_in),
                                                        w.criteria,
                                                        {{w.handed_in, "0f1e"}},
                                                        {},
                                                        false,
                                                        true,
                                                        false},
                                                       w.now));
    BOOST_TEST(!has(html, "name=\"points-targets\""));
    BOOST_TEST(has(html, "Lần nộp thứ 1"));
    BOOST_TEST(has(html, "Trả lại phiếu"));
}

BOOST_AUTO_TEST_CASE(what_may_not_be_seen_is_nowhere_in_the_view) {
    const World w;
    auto hidden = tdkt::test::shown(w.handed_in);
    hidden.shown = false;
    const auto view = sheet_view({hidden, w.criteria, {}, {}, false, false, false}, w.now);
    for (const auto* word : {"\"45\"", ":45", "Đã đối chiếu", "Số liệu khớp", "agree\",\"label"})
        BOOST_TEST(!has(view.dump(), std::string("points_text\":") + word));
    BOOST_TEST(!has(view.dump(), "Đã đối chiếu"));
    BOOST_TEST(!has(view.dump(), "Số liệu khớp"));
    BOOST_TEST(view["conclusion"].is_null());
    for (const auto& option : view["conclusions"]) BOOST_TEST(option["selected"] == false);
}

BOOST_AUTO_TEST_CASE(one_hidden_sheet_hides_the_average) {
    const World w;
    Dossier dossier;
    dossier.id = 41;
    dossier.nominations.resize(1);
    dossier.nominations[0].id = 1;
    auto hidden = tdkt::test::shown(w.handed_in);
    hidden.shown = false;
    json view;
    put_appraisal(view, dossier, {tdkt::test::shown(w.handed_in), hidden}, false, w.now);
    const auto& summary = view["appraisal_summaries"][0];
    BOOST_TEST(summary["summary_text"] == "2/2 phiếu đã nộp.");
    BOOST_TEST((summary["sum"].is_null() && summary["average_num"].is_null()));
}

BOOST_AUTO_TEST_CASE(the_list_tells_how_far_all_are) {
    const World w;
    const auto mine = tdkt::test::shown(w.open);
    const auto html = shown_on(
        "appraisals", appraisals_view({mine}, {mine}, SheetTotals{1, 2, 3, 4}, "begun", w.now));
    BOOST_TEST(has(html, "Quá hạn: 4"));
    BOOST_TEST(has(html, "/appraisal-forms?format=xlsx"));
    const auto plain = shown_on("appraisals", appraisals_view({}, {}, {}, "", w.now));
    BOOST_TEST(!has(plain, "Tiến độ thẩm định"));
}

BOOST_AUTO_TEST_CASE(a_form_that_was_sent_shows_old_and_new) {
    const FormReading reading{{{2, 7, "Y Thuân Niê", "Chỉ tiêu: điểm", "", "45"}},
                              {{"I3", "số nguyên từ 0 đến 20", "“x”"}},
                              {{7, {}}}};
    const auto html = shown_on("appraisal_import", form_view(1, "phieu.xlsx", morning, reading));
    BOOST_TEST(has(html, "(trống)"));
    BOOST_TEST(has(html, "I3"));
    BOOST_TEST(!has(html, "/appraisal-forms/1/apply"));
}

BOOST_AUTO_TEST_SUITE_END()
