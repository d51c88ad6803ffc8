// What a page says at its top: where things stand, who has them, and why they stopped.
#include "templates/views/standing.h"

#include <boost/test/unit_test.hpp>

#include "server/rules.h"
#include "templates/views/dossiers.h"
#include "workflow/courses.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025

Nomination nominee(const std::string& name, State state, const std::string& suspension = "") {
    Nomination n;
    n.name = name;
    n.state = state;
    n.suspension = suspension;
    return n;
}

std::vector<std::string> badges(const json& view) {
    std::vector<std::string> texts;
    for (const auto& badge : view["badges"]) texts.push_back(badge["badge_label"]);
    return texts;
}

json standing(const std::vector<Nomination>& nominations,
              const std::vector<Happened>& history = {}) {
    const auto rules = tdkt::server::load_rules();
    json view;
    put_standing(view, {morning, &rules}, state_of(nominations), morning, "", "");
    put_mixture(view, nominations);
    put_stops(view, nominations, history);
    return view;
}

json steps(const std::vector<Choice>& choices, std::size_t all) {
    json view;
    put_steps(view, "/dossiers/41", choices, all);
    return view["steps"];
}

struct Late {
    tdkt::workflow::Rules rules = tdkt::server::load_rules();
    Dossier dossier;
    std::vector<Happened> history;
    Campaign campaign;

    Late() {
        dossier.id = 41;
        dossier.propose_before = *parse_day("2025-12-08");
        dossier.late_reason = "Mất điện hai ngày.";
        dossier.nominations = {nominee("A", State::submitted)};
        campaign.id = 1;
    }
    bool at(std::int64_t submitted) {
        dossier.submitted_at = submitted;
        history = {{Event::submit, State::submitted, submitted, "Lan", "", "", "A"}};
        dossier.nominations[0].prize_name = "Giải Nhất";
        return dossier_view({dossier, {}, {}, history, {}, campaign}, {morning, &rules})["late"];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(standing_test)

BOOST_AUTO_TEST_CASE(nominations_in_different_places_are_counted) {
    const auto view = standing({nominee("A", State::appraised), nominee("B", State::returned),
                                nominee("C", State::appraised)});
    const std::vector<std::string> expected = {"Trả lại bổ sung: 1", "Đủ điều kiện, chờ họp: 2"};
    BOOST_TEST(badges(view) == expected, boost::test_tools::per_element());
    BOOST_TEST(view["holder_text"] == "Thủ trưởng đơn vị (1 đề nghị); Thư ký Hội đồng (2 đề nghị)");
}

BOOST_AUTO_TEST_CASE(a_dossier_is_suspended_when_nothing_in_it_goes_on) {
    const auto some =
        standing({nominee("A", State::received, "Đơn thư."), nominee("B", State::received)});
    BOOST_TEST(some["suspended"] == false);
    const auto all =
        standing({nominee("A", State::received, "Đơn thư."), nominee("B", State::withdrawn)});
    BOOST_TEST(all["suspended"] == true);
}

BOOST_AUTO_TEST_CASE(why_it_stopped_stands_at_the_top_with_who_said_it) {
    const std::vector<Happened> history = {{Event::send_back, State::returned, morning, "Phạm Hà",
                                            "Trưởng phòng", "Thiếu số liệu.", "B"},
                                           {Event::suspend, State::received, morning + 1,
                                            "Trần Toàn", "Giám đốc", "Có đơn thư.", "A"}};
    const auto stops =
        standing({nominee("A", State::received, "Có đơn thư."), nominee("B", State::returned)},
                 history)["stops"];
    BOOST_TEST_REQUIRE(stops.size() == 2u);
    BOOST_TEST(stops[0]["title"] == "Tạm dừng xét: A");
    BOOST_TEST(stops[0]["reason"] == "Có đơn thư.");
    BOOST_TEST(stops[1]["title"] == "Trả lại bổ sung: B");
    BOOST_TEST(stops[1]["by_text"].get<std::string>().starts_with("Phạm Hà, Trưởng phòng – "));
}

BOOST_AUTO_TEST_CASE(what_was_said_before_it_moved_on_stands_there_no_more) {
    const std::vector<Happened> history = {
        {Event::send_back, State::returned, morning, "Hà", "", "Thiếu số liệu.", "A"},
        {Event::submit, State::submitted, morning + 1, "Dũng", "", "", "A"},
        {Event::suspend, State::submitted, morning + 2, "Toàn", "", "Có đơn thư.", "A"},
        {Event::resume, State::submitted, morning + 3, "Toàn", "", "Không có cơ sở.", "A"}};
    BOOST_TEST(standing({nominee("A", State::submitted)}, history)["stops"].empty());
}

BOOST_AUTO_TEST_CASE(a_draft_is_with_the_officer_until_it_is_complete) {
    json view;
    put_draft(view, {{"Bảng chỉ tiêu"}, true, true, false});
    BOOST_TEST(view["holder_text"] == "Chuyên viên đơn vị");
    BOOST_TEST(view["next_text"] == "Ông/Bà hoàn thiện hồ sơ: còn thiếu bảng chỉ tiêu.");
    put_draft(view, {{}, true, true, false});
    BOOST_TEST(view["holder_text"] == "Thủ trưởng đơn vị");
    BOOST_TEST(view["next_text"] == "Hồ sơ đủ thành phần, chờ thủ trưởng đơn vị trình.");
    put_draft(view, {{}, false, true, true});
    BOOST_TEST(view["holder_text"] == "Chuyên viên đơn vị");
}

// A reason for being late may be written by somebody who then was in time.
BOOST_AUTO_TEST_CASE(late_is_who_submitted_on_the_last_day_or_after_it) {
    Late late;
    constexpr std::int64_t day = 24 * 3600 * 1000;
    BOOST_TEST(!late.at(morning - day));
    BOOST_TEST(late.at(morning));
}

BOOST_AUTO_TEST_CASE(a_step_that_leads_back_or_to_an_end_is_opened_first) {
    std::vector<Choice> all;
    for (const auto& name : names<Event>) all.push_back({name.value, Reason::none, {}});
    for (const auto& step : steps(all, 1)) {
        const auto event = *find<Event>(step["event"].get<std::string>());
        BOOST_TEST(step["folded"] == !leads_on(event), step["label"]);
    }
}

BOOST_AUTO_TEST_CASE(what_leads_on_comes_first_and_says_whom_it_moves) {
    const auto list = steps({{Event::withdraw, Reason::none, {}, {"C"}},
                             {Event::submit, Reason::none, {}, {"A", "B", "C"}}},
                            3);
    BOOST_TEST(list[0]["event"] == "submit");
    BOOST_TEST(list[0]["scope_text"].is_null());
    BOOST_TEST(list[1]["scope_text"] == "Chỉ 1/3 đề nghị: C.");
}

BOOST_AUTO_TEST_SUITE_END()
