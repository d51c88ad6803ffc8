// The arithmetic of a count, and what must hold of it (the forms of a count's minutes):
// issued ≥ returned = valid + invalid, and of each item yes + no = valid.
#pragma once

#include <string>

#include "workflow/council.h"

namespace tdkt::workflow {

struct Tally {
    int members = 0, issued = 0, returned = 0, valid = 0, invalid = 0, yes = 0, no = 0;
};

// Of an item that has been counted. Issued to everybody who might vote on it, those too who
// left without doing so: `meeting` has its departures.
Tally tally_of(const Meeting& meeting, const AgendaItem& item);

// Why the numbers cannot be true, as a sentence; empty when they can.
std::string contradiction(const Tally& tally);

// Whether a member may count others' ballots: in the room, and with no part in any item.
bool may_count(const Meeting& meeting, const Member& member);

}  // namespace tdkt::workflow
