// Every state, event, role and place: the table is the whole of the procedure.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/world.h"
#include "workflow/checks.h"
#include "workflow/courses.h"
#include "workflow/guards.h"

namespace data = boost::unit_test::data;
namespace world = tdkt::test::world;
using namespace tdkt::workflow;

namespace {

const std::string why = "Theo ý kiến của Thường trực Hội đồng.";

// The row that the case calls for, read anew from the table.
const Transition* row_of(const Facts& facts, Event event, Through through) {
    const Transition* found = nullptr;
    for (const auto& row : transitions) {
        if (row.from != facts.state || row.event != event || row.through != through) continue;
        const bool enough = facts.count.yes >= 5;
        if (has(row.guard, Guard::carried) && !enough) continue;
        if (has(row.guard, Guard::not_carried) && enough) continue;
        BOOST_TEST_REQUIRE(found == nullptr);
        found = &row;
    }
    return found;
}

// What decide() refuses with; nothing when it moves.
std::optional<Problem> refusal(Group group, const Actor& actor, Event event, Through through,
                               const std::string& reason = why) {
    try {
        BOOST_TEST(!decide(group, actor, event, through, reason).empty());
        return {};
    } catch (const Problem& problem) {
        return problem;
    }
}

bool refused_as(Kind kind, Group group, const Actor& actor, const Transition& row,
                const std::string& reason = why) {
    const auto problem = refusal(group, actor, row.event, row.through, reason);
    if (!problem || problem->kind() != kind) return false;
    for (const auto& fault : problem->faults())
        if (!world::is_vietnamese_sentence(fault.message)) return false;
    return world::is_vietnamese_sentence(problem->what());
}

// One case of the great product.
void try_case(State state, Event event, Role role, Through through, int yes) {
    auto facts = world::ready_to(event, state);
    facts.count.yes = yes;
    if (is_of_ties(event)) world::make_even(facts);
    const auto actor = world::somebody(role);
    const auto* row = row_of(facts, event, through);
    const auto told = std::string(code(state)) + " " + std::string(code(event)) + " by " +
                      std::string(code(role)) + " through " + std::string(code(through));
    if (row != nullptr && has(row->role, role)) {
        const auto steps = decide(world::alone(facts), actor, event, through, why);
        BOOST_TEST_REQUIRE(steps.size() == 1u, told);
        BOOST_TEST(steps[0].row == row, told);
        BOOST_TEST(steps[0].nomination == facts.nomination, told);
        BOOST_TEST(steps[0].dossier == facts.dossier, told);
        BOOST_TEST(steps[0].version == facts.version, told);
        return;
    }
    const auto problem = refusal(world::alone(facts), actor, event, through);
    BOOST_TEST_REQUIRE(problem.has_value(), told);
    BOOST_TEST((problem->kind() == Kind::forbidden), told);
    BOOST_TEST(world::is_vietnamese_sentence(problem->what()), told << ": " << problem->what());
    BOOST_TEST(problem->faults().empty(), told);
}

Role first_of(Role roles) {
    for (const auto& role : names<Role>)
        if (has(roles, role.value)) return role.value;
    return {};
}

Actor taker(const Transition& row) {
    return world::somebody(first_of(row.role));
}

// Each way in which a guard fails to hold, and what is said then.
struct Spoiled {
    Guard guard;
    void (*spoil)(Facts&);
    std::string_view sentence;
};

const Spoiled spoils[] = {
    {Guard::complete,
     [](Facts& f) {
         f.missing_parts = {"Báo cáo thành tích", "Tài liệu khác"};
     },
     "Còn thiếu: Báo cáo thành tích, Tài liệu khác."},
    {Guard::in_time, [](Facts& f) { f.late = true; },
     "Đã quá hạn nộp của đợt. Hãy nêu lý do nộp chậm trong hồ sơ."},
    {Guard::impartial, [](Facts& f) { f.nominee_account = 40; },
     "Ông/Bà là người được đề nghị khen thưởng nên không thực hiện bước này."},
    {Guard::impartial, [](Facts& f) { f.proposer = 40; },
     "Ông/Bà là người trình hồ sơ này nên không thực hiện bước này."},
    {Guard::impartial, [](Facts& f) { f.nominee_unit = world::offices; },
     "Ông/Bà thuộc đơn vị được đề nghị khen thưởng nên không thực hiện bước này."},
    {Guard::sheets_in,
     [](Facts& f) {
         f.open_sheets = {"Hồ Ngọc Lâm", "Phòng Quản lý thu"};
     },
     "Còn phiếu thẩm định chưa nộp: Hồ Ngọc Lâm; Phòng Quản lý thu."},
    {Guard::day_come, [](Facts& f) { f.meeting_on = f.today + std::chrono::days{2}; },
     "Phiên họp ngày 03/01/1970, chưa đến ngày họp."},
    {Guard::settled, [](Facts& f) { f.unsettled = 2; },
     "Hồ sơ còn 2 đề nghị chưa giải quyết xong."},
    {Guard::quorate, [](Facts& f) { f.count.present = 5; },
     "Cần ít nhất 6/9 thành viên dự họp, mới có 5."},
    {Guard::quorate, [](Facts& f) { f.count = {}; },
     "Cần ít nhất 0/0 thành viên dự họp, mới có 0."},
    {Guard::ballots_closed, [](Facts& f) { f.count.ballots = 5; }, "Còn 2 phiếu chưa về."},
    {Guard::keyed, [](Facts& f) { f.keyed = false; },
     "Chủ tịch, Thư ký và người giám sát chưa lấy đủ mã mở phiếu."},
    {Guard::keyed, [](Facts& f) { f.closed = true; },
     "Phiên họp đã kết thúc bỏ phiếu; đề nghị này chờ phiên họp khác."},
    {Guard::opened, [](Facts& f) { f.opened = f.poll_over = false; },
     "Chưa kiểm phiếu: phiếu kín mở bằng mã của hai trong ba người giữ mã; biểu quyết giơ tay "
     "do Thư ký ghi số."},
    {Guard::opened, [](Facts& f) { f.opened = false; },
     "Phiếu của đề nghị này không được mở cùng phiên họp và không mở được nữa; hãy đưa ra khỏi "
     "chương trình để chờ phiên họp khác."},
    {Guard::carried, [](Facts& f) { f.count.yes = 4; }, "Chưa đủ phiếu thuận: 4/9, cần 5."},
    {Guard::not_carried, [](Facts& f) { f.count.yes = 5; }, "Đã đủ phiếu thuận."},
    {Guard::presides, [](Facts& f) { f.presiding = 41; },
     "Người điều hành nội dung này quyết định khi đúng một nửa đồng ý."},
    {Guard::tied, [](Facts& f) { f.count.yes = 5; },
     "Số phiếu đồng ý không phải đúng một nửa nên kết quả theo số phiếu."},
    {Guard::tied, [](Facts& f) { f.count.chair_decides = false; },
     "Quy định áp dụng không giao người điều hành quyết định khi đúng một nửa đồng ý."},
    {Guard::tied, [](Facts& f) { f.count.decision = false; }, "Ông/Bà đã quyết định nội dung này."},
    {Guard::minutes_signed, [](Facts& f) { f.minutes_signed = false; },
     "Biên bản họp chưa đủ chữ ký của Chủ tọa và Thư ký."},
    {Guard::presided, [](Facts& f) { f.unseated = "Thư ký Hội đồng chưa có mặt"; },
     "Chưa mở được phiên họp: Thư ký Hội đồng chưa có mặt."},
    {Guard::all_declared,
     [](Facts& f) {
         f.not_declared_by = {"Y Minh Niê", "Lê Anh Thư"};
     },
     "Chưa khai báo xung đột lợi ích: Y Minh Niê, Lê Anh Thư."},
    {Guard::within_prizes, [](Facts& f) { f.over_prizes = {"Giải Nhất (Đợt 1): 02, tối đa 01"}; },
     "Vượt số giải của đợt: Giải Nhất (Đợt 1): 02, tối đa 01."},
    {Guard::undeclared, [](Facts& f) { f.declared = true; },
     "Phiên họp đã công bố kết quả; đề nghị này chờ phiên họp khác."},
    {Guard::left_over, [](Facts& f) { f.declared = false; },
     "Đang biểu quyết, chưa công bố kết quả."},
    {Guard::drafted, [](Facts& f) { f.decision = 0; }, "Chưa có trong dự thảo quyết định nào."},
    {Guard::content_unchanged, [](Facts& f) { f.content_unchanged = false; },
     "Văn bản chưa lập xong, hoặc nội dung đã đổi so với bản được duyệt."},
    {Guard::authorised, [](Facts& f) { f.signer = 41; }, "Dự thảo quyết định ghi người ký khác."},
    {Guard::signature_valid, [](Facts& f) { f.signature_valid = false; },
     "Chữ ký số của người ký quyết định không còn hợp lệ."},
    {Guard::not_suspended, [](Facts& f) { f.suspension = "Có đơn khiếu nại."; },
     "Đang tạm dừng xét: Có đơn khiếu nại."},
    {Guard::suspended, [](Facts& f) { f.suspension.clear(); }, "Không có gì đang tạm dừng."},
};

bool chooses_the_row(Guard guard) {
    return guard == Guard::carried || guard == Guard::not_carried;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(transitions_test)

BOOST_AUTO_TEST_CASE(a_step_is_a_row_of_the_table_or_it_is_refused) {
    for (const auto& state : names<State>)
        for (const auto& event : names<Event>)
            for (const auto& role : names<Role>)
                for (const auto& through : names<Through>)
                    for (const int yes : {0, 4, 5, 9})
                        try_case(state.value, event.value, role.value, through.value, yes);
}

BOOST_DATA_TEST_CASE(another_organ_and_nobody_at_all_are_refused, data::xrange(transitions.size()),
                     i) {
    const auto& row = transitions[i];
    const auto facts = world::ready_for(row);
    auto stranger = taker(row);
    stranger.organ = world::organ + 1;
    BOOST_TEST(refused_as(Kind::forbidden, world::alone(facts), stranger, row));
    BOOST_TEST(refused_as(Kind::forbidden, world::alone(facts), Actor{}, row));
    auto idle = taker(row);
    idle.roles = {};
    BOOST_TEST(refused_as(Kind::forbidden, world::alone(facts), idle, row));
}

BOOST_DATA_TEST_CASE(a_unit_moves_its_own_dossiers_only, data::xrange(transitions.size()), i) {
    const auto& row = transitions[i];
    const auto facts = world::ready_for(row);
    auto neighbour = taker(row);
    neighbour.unit = 99;
    const bool of_units = has(row.role, Role::unit_head) || has(row.role, Role::unit_officer);
    if (of_units)
        BOOST_TEST(refused_as(Kind::forbidden, world::alone(facts), neighbour, row));
    else
        BOOST_TEST(decide(world::alone(facts), neighbour, row.event, row.through, why).size() ==
                   1u);
}

BOOST_AUTO_TEST_CASE(an_officer_of_a_unit_writes_and_does_not_submit) {
    for (const auto& row : transitions) BOOST_TEST(!has(row.role, Role::unit_officer));
    for (const auto& row : transitions)
        BOOST_TEST(!has(row.role, Role::administrator | Role::auditor));
    // Members of the council vote, may be asked to read beforehand, and decide where votes are
    // even and they preside; they move nothing.
    for (const auto& row : transitions)
        BOOST_TEST((!has(row.role, Role::council_member) || row.event == Event::hand_in_sheet ||
                    is_of_ties(row.event)));
}

BOOST_DATA_TEST_CASE(each_guard_that_fails_gives_its_sentence, data::xrange(std::size(spoils)), i) {
    const auto& spoiled = spoils[i];
    bool seen = false;
    for (const auto& row : transitions) {
        if (!has(row.guard, spoiled.guard)) continue;
        seen = true;
        auto facts = world::ready_for(row);
        spoiled.spoil(facts);
        const auto reasons = lacking(spoiled.guard, facts, taker(row));
        BOOST_TEST_REQUIRE(reasons.size() == 1u);
        BOOST_TEST(reasons[0] == spoiled.sentence);
        BOOST_TEST(world::is_vietnamese_sentence(reasons[0]));
        if (chooses_the_row(spoiled.guard)) continue;
        const auto problem = refusal(world::alone(facts), taker(row), row.event, row.through);
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST((problem->kind() == Kind::blocked));
        const Fault expected{"", std::string(spoiled.sentence)};
        BOOST_TEST((std::ranges::count(problem->faults(), expected) == 1));
    }
    BOOST_TEST(seen, "no row asks for it");
}

BOOST_AUTO_TEST_CASE(every_guard_of_the_table_is_spoiled_above) {
    unsigned asked = 0, tried = 0;
    for (const auto& row : transitions) asked |= static_cast<unsigned>(row.guard);
    for (const auto& spoiled : spoils) tried |= static_cast<unsigned>(spoiled.guard);
    BOOST_TEST(asked == tried);
}

BOOST_AUTO_TEST_CASE(a_late_dossier_with_its_reason_may_be_submitted) {
    auto facts = world::ready_to(Event::submit, State::draft);
    facts.late = facts.late_explained = true;
    BOOST_TEST(decide(world::alone(facts), world::ha, Event::submit, Through::dossier, "").size() ==
               1u);
}

BOOST_AUTO_TEST_CASE(a_dossier_is_told_everything_it_lacks_at_once) {
    auto facts = world::ready_to(Event::submit, State::draft);
    facts.missing_parts = {"Báo cáo thành tích"};
    facts.late = true;
    const auto offered = choices(world::alone(facts), world::ha, Through::dossier);
    BOOST_TEST_REQUIRE(offered.size() == 2u);
    BOOST_TEST((offered[0].event == Event::submit && offered[1].event == Event::withdraw));
    BOOST_TEST(offered[0].lacking.size() == 2u);
    BOOST_TEST(offered[1].lacking.empty());
}

BOOST_DATA_TEST_CASE(a_step_that_asks_why_is_refused_without_a_reason,
                     data::xrange(transitions.size()), i) {
    const auto& row = transitions[i];
    const auto facts = world::ready_for(row);
    for (const char* nothing : {"", "  ", " \r\n\t"}) {
        const auto problem =
            refusal(world::alone(facts), taker(row), row.event, row.through, nothing);
        BOOST_TEST(problem.has_value() == (row.reason == Reason::required));
        if (!problem) continue;
        BOOST_TEST((problem->kind() == Kind::blocked));
        BOOST_TEST_REQUIRE(problem->faults().size() == 1u);
        BOOST_TEST(problem->faults()[0].field == "reason");
    }
}

BOOST_AUTO_TEST_CASE(whoever_stops_or_sends_back_says_why) {
    for (const auto& row : transitions) {
        const bool against = row.event == Event::send_back || row.event == Event::postpone ||
                             row.event == Event::refuse || row.event == Event::reconsider ||
                             row.event == Event::hand_back || row.event == Event::suspend ||
                             row.event == Event::resume || row.event == Event::return_sheet ||
                             row.event == Event::withdraw_sheet || is_of_ties(row.event);
        BOOST_TEST((row.reason == Reason::required) == against);
    }
}

BOOST_AUTO_TEST_CASE(the_count_declares_the_result_and_not_the_secretary) {
    for (int yes = 0; yes <= 9; ++yes) {
        auto facts = world::sound(State::voting);
        facts.count.yes = yes;
        const auto steps =
            decide(world::alone(facts), world::thu, Event::declare, Through::meeting, "");
        BOOST_TEST_REQUIRE(steps.size() == 1u);
        const auto expected = yes >= 5 ? State::recommended : State::not_recommended;
        BOOST_TEST((steps[0].row->to == expected), yes << " of 9");
    }
}

BOOST_AUTO_TEST_CASE(whoever_does_not_preside_is_told_nothing_of_the_votes) {
    for (const int yes : {3, 4, 5}) {
        auto facts = world::ready_to(Event::decide_for, State::voting);
        facts.count.yes = yes;
        facts.presiding = 41;
        const auto reasons = lacking(Guard::presides | Guard::tied, facts, world::toan);
        BOOST_TEST(reasons.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(a_decided_tie_is_declared_as_it_was_decided) {
    for (const std::optional<bool> decision : {std::optional<bool>{}, {false}, {true}}) {
        auto facts = world::sound(State::voting);
        world::make_even(facts);
        facts.count.decision = decision;
        const auto steps =
            decide(world::alone(facts), world::thu, Event::declare, Through::meeting, "");
        BOOST_TEST_REQUIRE(steps.size() == 1u);
        const bool passed = steps[0].row->to == State::recommended;
        BOOST_TEST(passed == decision.value_or(false));
    }
}

BOOST_AUTO_TEST_CASE(a_vote_without_a_council_carries_nothing) {
    auto facts = world::sound(State::voting);
    facts.count = {};
    for (const Threshold threshold :
         {Threshold{500, 1000, true}, {800, 1000, false}, {0, 1000, false}}) {
        facts.count.threshold = threshold;
        BOOST_TEST(!carried(facts.count));
    }
}

BOOST_AUTO_TEST_CASE(it_goes_from_the_draft_to_the_archive_by_nine_people) {
    struct Stage {
        Event event;
        Through through;
        Role role;
    };
    const Stage stages[] = {
        {Event::submit, Through::dossier, Role::unit_head},
        {Event::receive, Through::dossier, Role::standing_office},
        {Event::appraise, Through::dossier, Role::data_office},
        {Event::schedule, Through::meeting, Role::council_secretary},
        {Event::open_vote, Through::meeting, Role::council_chair},
        {Event::declare, Through::meeting, Role::council_secretary},
        {Event::present, Through::decision, Role::standing_office},
        {Event::sign, Through::decision, Role::director},
        {Event::issue, Through::decision, Role::clerk},
        {Event::pay, Through::decision, Role::finance},
        {Event::archive, Through::dossier, Role::clerk},
    };
    auto facts = world::sound(State::draft);
    for (const auto& stage : stages)
        facts.state =
            decide(world::alone(facts), world::somebody(stage.role), stage.event, stage.through, "")
                .at(0)
                .row->to;
    BOOST_TEST((facts.state == State::archived));
}

BOOST_AUTO_TEST_CASE(who_holds_a_nomination_is_who_can_move_it_on) {
    BOOST_TEST((holders(State::draft) == Role::unit_head));
    BOOST_TEST((holders(State::received) == (Role::standing_office | Role::data_office)));
    BOOST_TEST((holders(State::presented) == (Role::director | Role::deputy_director)));
    for (const auto& state : names<State>)
        BOOST_TEST((holders(state.value) == Role{}) == is_final(state.value), state.code);
}

BOOST_AUTO_TEST_CASE(what_was_put_to_the_vote_stays_until_it_is_taken_up_anew) {
    for (const auto& state : names<State>)
        BOOST_TEST(!(editable(state.value) && locked(state.value)), state.code);
    for (const auto& row : transitions)
        if (locked(row.from) && !locked(row.to))
            BOOST_TEST((row.event == Event::reconsider || row.event == Event::postpone));
    BOOST_TEST((locked(State::voting) && locked(State::issued) && !locked(State::appraised)));
}

BOOST_AUTO_TEST_SUITE_END()
