// Whoever tries passwords has to wait, longer each time; whoever knows theirs
// and comes from where they came before is not kept out by that.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/app.h"

namespace tdkt::server {

// How many failures are free, and how the wait grows after them. One failure is
// forgotten in each `mend`; 0: all of them after a day without any.
struct Limit {
    std::int64_t free, first_wait, longest_wait, mend;
};

// milliseconds
inline constexpr Limit pair_limit{5, 15'000, 900'000, 0};           // one name, one address
inline constexpr Limit name_limit{20, 15'000, 120'000, 600'000};    // one name, all addresses
inline constexpr Limit address_limit{50, 5'000, 300'000, 120'000};  // one address, all names

// How long to wait, in milliseconds, after so many failures.
std::int64_t wait_after(std::int64_t failures, const Limit& limit = pair_limit);

struct Counted {
    std::string subject;  // a digest
    Limit limit;
    bool waits = true;  // false: it is counted, and nobody has to wait for it
};

// Counts an attempt on each subject before the password is looked at: many sent
// at once would otherwise all be looked at before the first is counted. Throws
// Problem{too_many}, "`what` nhiều lần…", and counts nothing while one has to wait.
void count_attempt(App& app, const std::vector<Counted>& subjects, const std::string& what);

// The attempt was not looked at: it does not count.
void take_back(sql::Change& change, std::span<const Counted> subjects);

// The attempt was good: the first subject is forgotten, and for the others this
// one does not count.
void forgive(sql::Change& change, const std::vector<Counted>& subjects, std::int64_t now);

}  // namespace tdkt::server
