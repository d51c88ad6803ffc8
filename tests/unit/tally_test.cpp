// What must hold of every count, and that each slip is named.
#include "workflow/tally.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::workflow;

namespace {

constexpr Tally sound{11, 10, 9, 8, 1, 6, 2};

// Eleven members: one is recused, one away, one left during the vote.
Meeting meeting_of_eleven() {
    Meeting meeting;
    for (Id id = 1; id <= 11; ++id) {
        Member member;
        member.id = member.account = id;
        member.presence = id == 2 || id == 3 ? Presence::absent : Presence::present;
        member.recused = id == 1;
        meeting.members.push_back(member);
    }
    meeting.departures.push_back({3, "Lê Duy", "Nguyễn Thị Kim Oanh", "Có việc gấp", 0});
    return meeting;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tally_test)

BOOST_AUTO_TEST_CASE(a_sound_count_has_no_contradiction) {
    BOOST_TEST(contradiction(sound) == "");
    BOOST_TEST(contradiction({}) == "");
}

BOOST_AUTO_TEST_CASE(each_slip_is_named) {
    const std::pair<Tally, std::string> slips[] = {
        {{11, 12, 9, 8, 1, 6, 2}, "Số phiếu phát ra nhiều hơn số thành viên."},
        {{11, 8, 9, 8, 1, 6, 2}, "Số phiếu thu về nhiều hơn số phiếu phát ra."},
        {{11, 10, 9, 8, 2, 6, 2}, "Số phiếu hợp lệ và không hợp lệ không bằng số phiếu thu về."},
        {{11, 10, 9, 8, 1, 7, 2}, "Số phiếu đồng ý và không đồng ý không bằng số phiếu hợp lệ."},
        {{11, 10, 9, 10, -1, 8, 2}, "Số phiếu không thể nhỏ hơn không."}};
    for (const auto& [tally, sentence] : slips) BOOST_TEST(contradiction(tally) == sentence);
}

BOOST_AUTO_TEST_CASE(ballots_are_issued_to_whoever_might_vote) {
    auto meeting = meeting_of_eleven();
    AgendaItem item;
    item.ballots = 8;
    item.yes = 5;
    item.no = 2;
    item.invalid = 1;
    const auto tally = tally_of(meeting, item);
    BOOST_TEST(tally.members == 11);
    BOOST_TEST(tally.issued == 9);  // not to the recused, nor to the absent
    BOOST_TEST(tally.returned == 8);
    BOOST_TEST(tally.valid == 7);
    BOOST_TEST(contradiction(tally) == "");
}

BOOST_AUTO_TEST_SUITE_END()
