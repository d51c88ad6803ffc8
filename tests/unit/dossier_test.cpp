#include "workflow/dossier.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "workflow/checks.h"
#include "workflow/council.h"
#include "workflow/decision.h"

using namespace tdkt::workflow;

namespace {

Nomination nomination() {
    Nomination n;
    n.id = 3;
    n.dossier = 2;
    n.award = "GK";
    n.prize = 4;
    n.name = "Phòng Quản lý thu";
    n.post = "Phòng";
    n.summary = "Vượt chỉ tiêu";
    n.report = "Báo cáo";
    return n;
}

Attachment attachment(Id of, const char* sha256) {
    Attachment a;
    a.dossier = 2;
    a.nomination = of;
    a.part = Part::report;
    a.sha256 = sha256;
    return a;
}

State state_with(const std::vector<State>& states) {
    std::vector<Nomination> list;
    for (const auto state : states) list.push_back(nomination()), list.back().state = state;
    return state_of(list);
}

Decision decision() {
    Decision d;
    d.title = "Về việc khen thưởng";
    d.basis = "Căn cứ Luật";
    d.signer_name = "Trần Mạnh Toàn";
    d.signer_post = "Giám đốc";
    d.items.resize(1);
    d.items[0].amount = 5000000;
    d.items[0].unit_name = "BHXH cơ sở Buôn Hồ";
    d.items[0].award_name = "Giải Nhất";
    d.items[0].nomination = nomination();
    return d;
}

// Applies each change to a fresh copy; every text must differ from all others.
template <class T, class Text, class... Change>
void all_differ(const T& plain, Text text, Change... changes) {
    std::set<std::string> seen{text(plain)};
    const auto try_one = [&](auto change) {
        T copy = plain;
        change(copy);
        seen.insert(text(copy));
    };
    (try_one(changes), ...);
    BOOST_TEST(seen.size() == sizeof...(changes) + 1);
}

const auto text_of_nomination = [](const Nomination& n) { return canonical(n, {}); };

}  // namespace

BOOST_AUTO_TEST_SUITE(dossier_test)

BOOST_AUTO_TEST_CASE(a_dossier_stands_where_its_hindmost_nomination_stands) {
    using enum State;
    BOOST_TEST((state_with({}) == draft));
    BOOST_TEST((state_with({submitted}) == submitted));
    BOOST_TEST((state_with({voting, received, issued}) == received));
    BOOST_TEST((state_with({withdrawn, voting}) == voting));
    BOOST_TEST((state_with({not_recommended, archived, issued}) == issued));
    BOOST_TEST((state_with({withdrawn, withdrawn}) == withdrawn));
    BOOST_TEST((state_with({not_recommended, archived}) == archived));
    BOOST_TEST((state_with({withdrawn, refused}) == refused));
}

BOOST_AUTO_TEST_CASE(the_order_of_the_nominations_does_not_matter) {
    for (const auto& a : names<State>)
        for (const auto& b : names<State>) {
            const auto state = state_with({a.value, b.value});
            BOOST_TEST((state == state_with({b.value, a.value})));
            BOOST_TEST((state == a.value || state == b.value));
            BOOST_TEST(is_final(state) == (is_final(a.value) && is_final(b.value)));
        }
}

BOOST_AUTO_TEST_CASE(a_dossier_is_called_by_five_digits) {
    BOOST_TEST(dossier_code(12) == "HS-00012");
    BOOST_TEST(dossier_code(99999) == "HS-99999");
    BOOST_TEST(dossier_code(123456) == "HS-123456");
}

BOOST_AUTO_TEST_CASE(every_claim_of_a_nomination_changes_what_is_voted_on) {
    all_differ(
        nomination(), text_of_nomination, [](Nomination& n) { n.id = 4; },
        [](Nomination& n) { n.subject = Subject::person; }, [](Nomination& n) { n.award = "CS"; },
        [](Nomination& n) { n.prize = 5; }, [](Nomination& n) { n.name += "!"; },
        [](Nomination& n) { n.post += "!"; }, [](Nomination& n) { n.summary += "!"; },
        [](Nomination& n) { n.report += "!"; }, [](Nomination& n) { n.nominee_account = 7; },
        [](Nomination& n) { n.nominee_unit = 7; });
}

BOOST_AUTO_TEST_CASE(where_a_nomination_stands_is_no_part_of_what_is_voted_on) {
    auto moved = nomination();
    moved.state = State::voting;
    moved.since = 99;
    moved.suspension = "Có đơn khiếu nại.";
    moved.meeting = 5;
    moved.decision = 6;
    BOOST_TEST(canonical(moved, {}) == canonical(nomination(), {}));
}

BOOST_AUTO_TEST_CASE(no_text_can_slip_from_one_field_into_the_next) {
    auto left = nomination(), right = nomination();
    left.summary = "ab";
    left.report = "c";
    right.summary = "a";
    right.report = "bc";
    BOOST_TEST(canonical(left, {}) != canonical(right, {}));
    right.summary = "2:ab1:c";
    right.report = "";
    BOOST_TEST(canonical(left, {}) != canonical(right, {}));
}

BOOST_AUTO_TEST_CASE(its_papers_count_and_those_of_others_do_not) {
    const auto n = nomination();
    const auto none = canonical(n, {});
    const auto own = canonical(n, {attachment(n.id, "aa")});
    BOOST_TEST(own != none);
    BOOST_TEST(canonical(n, {attachment(0, "aa")}) != none);
    BOOST_TEST(canonical(n, {attachment(99, "aa")}) == none);
    BOOST_TEST(canonical(n, {attachment(n.id, "bb")}) != own);
    auto of_another_dossier = attachment(0, "aa");
    of_another_dossier.dossier = 99;
    BOOST_TEST(canonical(n, {of_another_dossier}) == none);
    auto other_part = attachment(n.id, "aa");
    other_part.part = Part::deed;
    BOOST_TEST(canonical(n, {other_part}) != own);
}

BOOST_AUTO_TEST_CASE(every_word_of_a_decision_changes_its_paper) {
    all_differ(
        decision(), [](const Decision& d) { return canonical(d); },
        [](Decision& d) { d.title += "!"; }, [](Decision& d) { d.basis += "!"; },
        [](Decision& d) { d.signer_name += "!"; }, [](Decision& d) { d.signer_post += "!"; },
        [](Decision& d) { d.signs_for = "KT."; }, [](Decision& d) { d.items[0].amount += 1; },
        [](Decision& d) { d.items[0].unit_name += "!"; },
        [](Decision& d) { d.items[0].award_name += "!"; },
        [](Decision& d) { d.items[0].nomination.name += "!"; },
        [](Decision& d) { d.items.push_back(d.items[0]); }, [](Decision& d) { d.items.clear(); });
}

BOOST_AUTO_TEST_CASE(a_decision_sums_up_and_stands_where_its_items_stand) {
    auto d = decision();
    d.items.push_back(d.items[0]);
    d.items[1].amount = 3000000;
    for (auto& item : d.items) item.nomination.state = State::presented;
    BOOST_TEST(d.total() == 8000000);
    BOOST_TEST((d.state() == State::presented));
    // One of several dossiers is in the archive; the others are not.
    d.items[0].nomination.state = State::archived;
    d.items[1].nomination.state = State::paid;
    BOOST_TEST((d.state() == State::paid));
    BOOST_TEST(Decision{}.total() == 0);
    BOOST_TEST((Decision{}.state() == State::draft));
}

BOOST_AUTO_TEST_CASE(absent_members_are_not_present_and_nobody_votes_on_themselves) {
    Meeting meeting;
    meeting.members.resize(3);
    meeting.members[0].account = 7;
    meeting.members[0].presence = Presence::present;
    meeting.members[1].presence = Presence::written;
    // A written opinion is a vote and no attendance.
    BOOST_TEST(meeting.present() == 1);
    BOOST_TEST(meeting.count(Presence::written) == 1);
    BOOST_TEST(member_of(meeting, 7).has_value());
    BOOST_TEST(!member_of(meeting, 8).has_value());

    AgendaItem item;
    BOOST_TEST(!recused(meeting.members[0], item));
    BOOST_TEST(!recused(meeting.members[1], item));
    item.nominee_account = 7;
    BOOST_TEST(recused(meeting.members[0], item));
    BOOST_TEST(!recused(meeting.members[1], item));
    meeting.members[1].recused = true;
    BOOST_TEST(recused(meeting.members[1], item));
}

BOOST_AUTO_TEST_CASE(who_proposed_or_belongs_to_the_nominated_collective_does_not_vote_on_it) {
    Member member;
    member.account = 7;
    member.unit = 21;
    AgendaItem item;
    item.proposer = 7;
    BOOST_TEST(recused(member, item));
    item.proposer = 8;
    item.nominee_unit = 21;
    BOOST_TEST(recused(member, item));
    item.subject = Subject::person;
    BOOST_TEST(!recused(member, item));
    // Nobody is of no unit, and no unit is nominated by being unknown.
    item = {};
    BOOST_TEST(!recused(Member{}, item));
}

BOOST_AUTO_TEST_CASE(the_ballots_that_are_awaited_are_counted_item_by_item) {
    Meeting meeting;
    for (Id id = 1; id <= 5; ++id) {
        Member member;
        member.id = id;
        member.account = 100 + id;
        member.presence = id == 5 ? Presence::absent : Presence::present;
        meeting.members.push_back(member);
    }
    meeting.members[3].presence = Presence::written;
    AgendaItem plain, own;
    own.nominee_account = 101;
    BOOST_TEST(expected_ballots(meeting, plain) == 4);
    BOOST_TEST(expected_ballots(meeting, own) == 3);

    // Whoever voted and came into conflict afterwards leaves the others awaited.
    plain.state = State::voting;
    plain.ballots = 1;
    plain.voters = {1};
    meeting.members[0].recused = true;
    BOOST_TEST(expected_ballots(meeting, plain) == 4);
    BOOST_TEST(!may_vote(meeting.members[0], plain));
    BOOST_TEST(may_vote(meeting.members[1], plain));
    BOOST_TEST(!may_vote(meeting.members[4], plain));
    plain.suspension = "Có đơn khiếu nại.";
    BOOST_TEST(!may_vote(meeting.members[1], plain));
    plain.suspension.clear();
    plain.verdict = "recommended";
    BOOST_TEST(expected_ballots(meeting, plain) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
