// Offices that live the same days, but that in one of them some nominations of one unit go the
// whole way to a signed decision, and in the other stay where they were found fit.
#pragma once

#include <span>

#include "tests/support/told.h"
#include "tests/support/way.h"

namespace tdkt::test {

// By their own declaration, three of the council; by the records everybody of the nominated
// unit, in every office that there is: its own, and those whose work is all dossiers.
const std::vector<std::string>& in_conflict();
inline constexpr auto unconcerned = "uv1";

// What the hidden nominations, their files and the reasons given for steps say.
const std::vector<std::string>& canaries();

struct World {
    Office office;
    bool present;  // whether the nominations are put before the council
    // Hidden from those in conflict: `hidden` stands beside others in a dossier, a meeting and a
    // decision, `lone` in a meeting beside others and alone in a decision, `solitary` alone in all.
    Id hidden = 0, lone = 0, solitary = 0;
    Ids others;  // the first of the same dossier as `hidden`
    Id meeting = 0, other_meeting = 0, decision = 0, other_decision = 0;

    explicit World(bool before_council);

    Ids items() const;  // of the meeting
    const std::string& token(const std::string& username) const { return tokens_.at(username); }
    // As `username`, a page or /api/v1.
    Told get(const std::string& username, const std::string& target);

  private:
    void hire();
    void tell_outside();
    Ids take(const char* officer, const std::vector<Nominee>& nominees);

    std::map<std::string, std::string> tokens_;
};

// What happens one after the other.
struct Turn {
    const char* name;
    void (*take)(World&);
};
std::span<const Turn> turns();

// The routes that are asked with GET, each with every address that it may stand for: lists
// narrowed and paged as well. Those that the roles of `username` open.
std::vector<std::string> addresses(World& world, const std::string& username);

// The first address that tells the worlds apart for `username`, and how; empty when none does.
// Of pages too when `pages`.
std::string difference(World& one, World& other, const std::string& username, bool pages);

}  // namespace tdkt::test
