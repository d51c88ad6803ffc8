// What the office knows beside the document: which texts of law are in force, which
// provinces there are, who may sign for whom. Data with days and sources, not code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/calendar.h"

namespace tdkt::templates::lint {

// An open end is nothing.
struct Term {
    workflow::Day from{};
    std::optional<workflow::Day> to;

    bool holds(workflow::Day day) const { return day >= from && (!to || day <= *to); }
};

struct LegalText {
    std::string kind;    // "Luật", "Nghị định"
    std::string number;  // "152/2025/NĐ-CP"
    std::string title;
    workflow::Day issued{};
    Term force;
};

struct Province {
    std::string name;
    std::vector<std::string> merged;  // those it took in on `since`
    workflow::Day since{};
};

struct Seat {
    std::string organ;
    std::string place;
};

struct Delegation {
    std::string organ;
    std::string prefix;  // "TL."
    std::string title;   // as it stands in the signature
    std::string signer;  // empty for whoever holds the post
    Term term;
};

// The names of another paper of the same case.
struct Companion {
    std::string title;
    std::vector<std::string> names;
};

struct Known {
    std::vector<LegalText> texts;
    std::vector<Province> provinces;
    std::vector<Seat> seats;
    std::vector<Delegation> delegations;
    std::vector<Companion> companions;
    std::optional<workflow::Day> today;  // for a document that has no date yet
};

// Throws std::logic_error that names the place.
Known read_known(std::string_view json);

// What this release ships (lint/known.json).
const Known& known_to_us();

}  // namespace tdkt::templates::lint
