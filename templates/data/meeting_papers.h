// The papers around a meeting of the council besides its minutes.
#pragma once

#include "templates/data/words.h"

namespace tdkt::templates {

// Signed by the chair for the council. Number and day stay blank until the clerk's step.
nlohmann::json invitation_data(const Issuer& organ, const workflow::Meeting& meeting,
                               const std::string& round);

// What every member marks on paper: the agenda with two boxes for each line.
nlohmann::json ballot_data(const Issuer& organ, const workflow::Meeting& meeting);

// opening and ended: how the ballots were opened, and why the vote ended early; null where there
// is nothing to say.
void put_opening(nlohmann::json& data, const workflow::Meeting& meeting);

// For a declared meeting. `tellers` are two at least, their head first; none of them
// may be on the agenda. Throws Problem{blocked} when a count contradicts itself:
// see workflow/tally.h.
nlohmann::json count_minutes_data(const Issuer& organ, const workflow::Meeting& meeting,
                                  const std::vector<workflow::Member>& tellers);

}  // namespace tdkt::templates
