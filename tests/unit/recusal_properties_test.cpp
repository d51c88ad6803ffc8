// Who votes on what, over meetings made at random.
#include <boost/test/unit_test.hpp>
#include <random>

#include "workflow/council.h"

using namespace tdkt::workflow;

namespace {

// A meeting with anything that makes a member stay away from an item.
Meeting any_meeting(std::mt19937& dice) {
    const auto roll = [&](int sides) {
        return static_cast<int>(dice() % static_cast<unsigned>(sides));
    };
    Meeting meeting;
    for (Id id = 1; id <= 9; ++id) {
        Member member;
        member.id = id;
        member.account = 100 + id;
        member.unit = 1 + roll(3);
        member.presence = presence_names[static_cast<std::size_t>(roll(3))].value;
        member.recused = roll(6) == 0;
        meeting.members.push_back(member);
    }
    for (Id id = 1; id <= 4; ++id) {
        AgendaItem item;
        item.nomination = id;
        item.subject = roll(2) == 0 ? Subject::person : Subject::collective;
        item.nominee_account = roll(2) == 0 ? 101 + roll(9) : 0;
        item.nominee_unit = roll(4);
        item.proposer = roll(2) == 0 ? 101 + roll(9) : 0;
        item.state = State::voting;
        meeting.agenda.push_back(item);
    }
    return meeting;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recusal_properties_test)

BOOST_AUTO_TEST_CASE(the_vote_on_an_item_closes_when_everybody_has_voted_who_may) {
    std::mt19937 dice(11);
    int stayed_away = 0;
    for (int round = 0; round < 500; ++round) {
        auto meeting = any_meeting(dice);
        for (auto& item : meeting.agenda) {
            const int expected = expected_ballots(meeting, item);
            for (const auto& member : meeting.members) {
                const bool of_the_item =
                    member.account == item.nominee_account || member.account == item.proposer ||
                    (item.subject == Subject::collective && member.unit == item.nominee_unit);
                const bool may = may_vote(member, item);
                BOOST_TEST(may == (member.presence != Presence::absent && !member.recused &&
                                   !of_the_item));
                stayed_away += of_the_item ? 1 : 0;
                if (!may) continue;
                item.voters.push_back(member.id);
                ++item.ballots;
                BOOST_TEST(!may_vote(member, item));
                BOOST_TEST(expected_ballots(meeting, item) == expected);
            }
            BOOST_TEST(item.ballots == expected);
        }
    }
    BOOST_TEST(stayed_away > 500);
}

BOOST_AUTO_TEST_SUITE_END()
