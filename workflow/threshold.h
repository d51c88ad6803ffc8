// How many must agree: a share of a council as the law or an agency's rules write it, exact.
#pragma once

#include <cstdint>

namespace tdkt::workflow {

// "Trên 1/2", "từ 80%". num and den are above 0, num is not above den.
struct Threshold {
    int num = 1, den = 2;
    bool more = true;  // the votes must exceed the share; otherwise reaching it is enough

    // The fewest yes votes that carry a council of `members`; more than `members`
    // where the share cannot be exceeded.
    constexpr int needed(int members) const {
        const auto votes = std::int64_t{num} * members;
        return static_cast<int>(more ? votes / den + 1 : (votes + den - 1) / den);
    }
};

// The vote on one nomination. Absent members never leave `members`.
struct Count {
    int members = 0;   // of the council's term on the day of the meeting
    int present = 0;   // in the room; a written opinion is a vote, no attendance
    int expected = 0;  // who has voted, or may be waited for: present and not recused
    int ballots = 0;   // in so far
    int yes = 0;       // zero until the ballots have been opened
    Threshold threshold;
    int quorum = 0;           // how many must be present
    int no = 0, invalid = 0;  // as yes
    int discounted = 0;       // recused members whom the rules of the day do not count

    // Of how many the threshold is a share.
    constexpr int base() const { return members - discounted; }
    constexpr int needed() const { return threshold.needed(base()); }
};

// Whether the count carries the nomination. Nothing is carried where nobody sits.
constexpr bool carried(const Count& count) {
    return count.base() > 0 && count.yes >= count.needed();
}

// Whether so many yes votes cannot come any more, whoever votes how.
constexpr bool out_of_reach(const Count& count) {
    return count.expected < count.needed();
}

// Whether all who may vote must agree.
constexpr bool wants_unanimity(const Count& count) {
    return count.expected == count.needed();
}

}  // namespace tdkt::workflow
