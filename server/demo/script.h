// What is said in the demonstration: the campaign as its launching dispatch has
// it, and what the units propose.
#pragma once

#include <utility>
#include <vector>

#include "workflow/campaign.h"

namespace tdkt::server::demo {

workflow::Day day(const char* iso_day);

// The launching dispatch of the sprint (part I for rounds, IV for prizes). Its
// header is lost, so number and day of launch are the demonstration's own.
workflow::Campaign sprint(workflow::Id organ);

// What one unit proposes in a round.
struct Proposal {
    const char* officer;
    const char* head;
    const char* collective;
    const char* prize;
    const char* figures;
    std::vector<std::pair<const char*, const char*>> persons;  // name, post
};

const std::vector<Proposal>& proposals();

}  // namespace tdkt::server::demo
