// What the data of a kind of paper may be like: its sample, the sample without what may be
// absent, and with what may stand in its stead. A template that is kept must give a paper
// for each of them.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/xhtml.h"

namespace tdkt::templates {

// Fields and signatures by name, and how often each comes.
using Reserved = std::map<std::string, int, std::less<>>;

struct Trial {
    nlohmann::json data;
    std::string when;      // Vietnamese, how they differ from the sample; empty: not at all
    bool emptied = false;  // by a text that is there and says nothing
    Reserved reserved{};   // in the program's own words
};

// The sample first. The program's own words make a paper of each. Made when they are first
// asked for, and kept; safe from any thread.
const std::vector<Trial>& trials_of(std::string_view kind);

Reserved reserved_in(const Tree& tree);

}  // namespace tdkt::templates
