// A campaign, its rounds and its prizes, as the launching document sets them.
#pragma once

#include "workflow/actor.h"
#include "workflow/awards.h"

namespace tdkt::workflow {

struct Round {
    Id id = 0;
    Id campaign = 0;
    int ordinal = 0;
    std::string name;  // "Đợt 1"
    Day opens_on, closes_on;
    Day propose_before;  // strictly: the last allowed day is the one before
    std::string goal;
};

struct Prize {
    Id id = 0;
    std::string code, award, name;  // award: code of the catalogue
    Subject subject = Subject::collective;
    std::int64_t amount = 0;  // đồng, each
    int most = 0;             // in one round
};

struct Campaign {
    Id id = 0;
    Id organ = 0;
    std::string code, name, theme, document;
    Day launched_on, ends_on;
    std::vector<Round> rounds;
    std::vector<Prize> prizes;
};

// "trước ngày" is strict.
inline bool is_late(const Round& round, Day today) {
    return today >= round.propose_before;
}

}  // namespace tdkt::workflow
