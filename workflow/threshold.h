// How many must agree: a share of a council as the law or an agency's rules write it, exact.
#pragma once

#include <cstdint>
#include <optional>

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
    int quorum = 0;                     // how many must be present
    int no = 0, invalid = 0;            // as yes
    int discounted = 0;                 // recused members whom the rules of the day do not count
    bool chair_decides = false;         // where the votes are even, whoever presides decides
    std::optional<bool> decision = {};  // what they decided: carried or not

    // Of how many the threshold is a share.
    constexpr int base() const { return members - discounted; }
    constexpr int needed() const { return threshold.needed(base()); }
};

// Whether the rule asks for more than half, so that an even council can be even.
constexpr bool wants_majority(const Threshold& threshold) {
    return threshold.more && 2 * std::int64_t{threshold.num} == threshold.den;
}

// Whether exactly half of all agreed where more than half must. The ballots have been opened.
constexpr bool tied(const Count& count) {
    return wants_majority(count.threshold) && count.base() > 0 && 2 * count.yes == count.base();
}

// The fewest yes votes with which it can still be carried, whoever has to decide a tie.
constexpr int least(const Count& count) {
    const bool even = count.base() > 0 && count.base() % 2 == 0;
    return count.chair_decides && even && wants_majority(count.threshold) ? count.base() / 2
                                                                          : count.needed();
}

// Whether the count carries the nomination: by its votes, or by the decision of a tie. Nothing
// is carried where nobody sits.
constexpr bool carried(const Count& count) {
    if (count.chair_decides && tied(count)) return count.decision.value_or(false);
    return count.base() > 0 && count.yes >= count.needed();
}

// Whether so many yes votes cannot come any more, whoever votes how.
constexpr bool out_of_reach(const Count& count) {
    return count.expected < least(count);
}

// Whether all who may vote must agree.
constexpr bool wants_unanimity(const Count& count) {
    return count.expected == least(count);
}

}  // namespace tdkt::workflow
