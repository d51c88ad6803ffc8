// The verdict of a council, held to a count by the letter of the rule.
#include <boost/test/unit_test.hpp>
#include <random>

#include "workflow/council.h"

using namespace tdkt::workflow;

namespace {

// A council of one item on which every member has done something, in some order.
struct Sitting {
    Meeting meeting;
    AgendaItem item;
    Pack pack;
    Threshold threshold;
    std::vector<bool> agreed;  // by seat; of who has voted
};

class Dice {
  public:
    explicit Dice(unsigned seed) : engine(seed) {}
    int upto(int last) { return std::uniform_int_distribution<int>(0, last)(engine); }
    template <class List>
    void shuffle(List& list) {
        std::shuffle(list.begin(), list.end(), engine);
    }

  private:
    std::mt19937 engine;
};

Sitting sitting(Dice& dice, const Threshold& threshold) {
    Sitting one;
    one.threshold = threshold;
    one.pack.recusal_reduces_members = dice.upto(1) == 1;
    one.pack.tie_breaker = dice.upto(1) == 1 ? TieBreaker::chair : TieBreaker::nobody;
    one.item.nomination = 1;
    one.item.state = State::voting;
    const int seats = 5 + dice.upto(16);
    for (Id seat = 1; seat <= seats; ++seat) {
        Member member;
        member.id = seat;
        member.account = 100 + seat;
        member.presence = static_cast<Presence>(dice.upto(2));
        member.recused = dice.upto(9) == 0;
        one.meeting.members.push_back(member);
    }
    if (dice.upto(3) == 0) one.item.nominee_account = 100 + 1 + dice.upto(seats - 1);
    return one;
}

// Whoever may vote does, or does not, one after the other in an order of chance.
void vote(Dice& dice, Sitting& one) {
    std::vector<std::size_t> seats(one.meeting.members.size());
    for (std::size_t at = 0; at < seats.size(); ++at) seats[at] = at;
    one.agreed.assign(seats.size(), false);
    dice.shuffle(seats);
    const int leaning = 50 + dice.upto(50);
    for (const auto seat : seats) {
        const auto& member = one.meeting.members[seat];
        if (!may_vote(member, one.item) || dice.upto(19) == 0) continue;
        one.item.voters.push_back(member.id);
        ++one.item.ballots;
        one.agreed[seat] = dice.upto(99) < leaning;
        (one.agreed[seat] ? one.item.yes : one.item.no) += 1;
    }
}

// Whoever presides says something of it, or nothing.
void decide(Dice& dice, Sitting& one) {
    const int said = dice.upto(2);
    if (said == 2) return;
    one.item.tie.emplace();
    one.item.tie->carried = said == 1;
}

bool takes_part(const Member& member, const AgendaItem& item) {
    return !member.recused && member.account != item.nominee_account;
}

// "… tỷ lệ tính trên tổng số thành viên của Hội đồng": one member after the other.
bool by_the_letter(const Sitting& one) {
    std::int64_t members = 0, agreed = 0;
    for (std::size_t seat = 0; seat < one.meeting.members.size(); ++seat) {
        const auto& member = one.meeting.members[seat];
        if (one.pack.recusal_reduces_members && !takes_part(member, one.item)) continue;
        ++members;
        if (one.agreed[seat]) ++agreed;
    }
    if (members == 0) return false;
    const auto have = agreed * one.threshold.den, want = members * one.threshold.num;
    // "Trường hợp số phiếu ngang nhau thì theo ý kiến của Chủ tịch": as many for it as not.
    const bool more_than_half = one.threshold.more && one.threshold.num * 2 == one.threshold.den;
    if (more_than_half && agreed == members - agreed && one.pack.tie_breaker == TieBreaker::chair)
        return one.item.tie && one.item.tie->carried;
    return one.threshold.more ? have > want : have >= want;
}

// From half to all: in steps of a thousandth, and as the fractions that rules are written in.
std::vector<Threshold> thresholds() {
    std::vector<Threshold> all = {{1, 2, true},  {2, 3, false}, {2, 3, true},
                                  {3, 4, false}, {5, 6, false}, {7, 8, true}};
    // Where the votes may be even, more often than chance would have it.
    for (int times = 0; times < 20; ++times) all.push_back({1, 2, true});
    for (int share = 500; share <= 1000; ++share)
        for (const bool more : {false, true})
            if (share < 1000 || !more) all.push_back({share, 1000, more});
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_test)

BOOST_AUTO_TEST_CASE(the_verdict_is_that_of_a_count_by_the_letter) {
    Dice dice(20251209);
    int differing = 0, carried_ones = 0, sittings = 0, by_decision = 0;
    for (const auto& threshold : thresholds())
        for (int times = 0; times < 40; ++times, ++sittings) {
            auto one = sitting(dice, threshold);
            vote(dice, one);
            decide(dice, one);
            const auto count = count_of(one.meeting, one.item, one.pack, threshold);
            carried_ones += carried(count) ? 1 : 0;
            by_decision += count.chair_decides && tied(count) && carried(count) ? 1 : 0;
            differing += carried(count) != by_the_letter(one) ? 1 : 0;
        }
    BOOST_TEST(differing == 0);
    BOOST_TEST(by_decision > 0);
    BOOST_TEST(carried_ones > sittings / 20);
    BOOST_TEST(carried_ones < sittings);
}

// "Không thể đạt" and "phải nhất trí" are told before a vote is in: they must hold of every
// way in which the vote can go from there.
BOOST_AUTO_TEST_CASE(what_is_foretold_comes_true_however_they_vote) {
    Dice dice(7);
    int broken = 0, out = 0, unanimous = 0;
    for (const auto& threshold : thresholds())
        for (int times = 0; times < 20; ++times) {
            auto one = sitting(dice, threshold);
            const auto before = count_of(one.meeting, one.item, one.pack, threshold);
            vote(dice, one);
            one.item.tie.emplace();  // what is foretold holds of every decision
            one.item.tie->carried = true;
            const bool passed = by_the_letter(one);
            const bool all_agree = one.item.yes == before.expected;
            out += out_of_reach(before) ? 1 : 0;
            unanimous += wants_unanimity(before) ? 1 : 0;
            if (out_of_reach(before) && passed) ++broken;
            if (wants_unanimity(before) && passed != (all_agree && before.base() > 0)) ++broken;
        }
    BOOST_TEST(broken == 0);
    BOOST_TEST(out > 0);
    BOOST_TEST(unanimous > 0);
}

// Every council of four to twenty, every number of votes, every decision.
BOOST_AUTO_TEST_CASE(only_exactly_half_is_left_to_whoever_presides) {
    for (int members = 4; members <= 20; ++members)
        for (int yes = 0; yes <= members; ++yes)
            for (const bool chair : {false, true})
                for (const std::optional<bool> decision :
                     {std::optional<bool>{}, {false}, {true}}) {
                    Count count{members, members, members, members, yes, {1, 2, true}, members};
                    count.chair_decides = chair;
                    count.decision = decision;
                    const bool even = yes == members - yes;
                    const bool expected =
                        even ? chair && decision == std::optional(true) : yes > members - yes;
                    BOOST_TEST(carried(count) == expected, members << ": " << yes);
                    count.threshold = {1, 2, false};
                    BOOST_TEST(carried(count) == (yes >= members - yes), "half is enough");
                    BOOST_TEST(!tied(count));
                }
}

BOOST_AUTO_TEST_CASE(
    a_recusal_leaves_the_council_as_large_as_it_was_unless_the_rules_say_otherwise) {
    Meeting meeting;
    for (Id seat = 1; seat <= 9; ++seat) {
        Member member;
        member.id = seat;
        member.presence = Presence::present;
        member.recused = seat <= 2;
        meeting.members.push_back(member);
    }
    AgendaItem item;
    item.state = State::voting;
    Pack pack;
    const Threshold four_fifths{4, 5, false};
    auto count = count_of(meeting, item, pack, four_fifths);
    BOOST_TEST(count.base() == 9);
    BOOST_TEST(count.needed() == 8);
    BOOST_TEST(out_of_reach(count));
    pack.recusal_reduces_members = true;
    count = count_of(meeting, item, pack, four_fifths);
    BOOST_TEST(count.base() == 7);
    BOOST_TEST(count.needed() == 6);
    BOOST_TEST(!out_of_reach(count));
    BOOST_TEST(count.quorum == 6);  // two thirds of the nine all the same
}

BOOST_AUTO_TEST_SUITE_END()
