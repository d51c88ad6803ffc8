// The record of what happened: replayed to check where a nomination stands, and
// chained so that no line can be changed or removed unseen.
#pragma once

#include <map>

#include "workflow/actor.h"

namespace tdkt::workflow {

// One line of a dossier's history. `seq` counts from 1 without a gap.
struct Entry {
    Id dossier = 0;
    std::int64_t seq = 0;
    Id nomination = 0;
    std::int64_t at = 0;
    Id actor = 0;
    Event event = Event::submit;
    State from = State::draft, to = State::draft;
    std::string reason;
    std::string data;  // JSON: what the step rested on (rule pack, count, content hash, number)
    std::string hash;  // hex
};

// What the hash of a line is taken over: the hash before it and every field,
// each with its length, so that no two lines can read the same.
std::string chained(const Entry& entry, const std::string& before);

// The state of each nomination after these entries of one dossier, in order of
// seq. Throws std::logic_error naming the first entry that does not follow
// from the table or from the one before.
std::map<Id, State> replay(std::span<const Entry> entries);

}  // namespace tdkt::workflow
