// What the units propose in the demonstration.
#pragma once

#include <utility>
#include <vector>

namespace tdkt::server::demo {

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
