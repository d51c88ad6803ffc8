// The papers around a meeting of the council besides its minutes.
#pragma once

#include "templates/data/words.h"

namespace tdkt::templates {

// number, symbol and date of a paper from the council's register; the number stays blank while
// it has none, or where the reader is not told.
void put_number(nlohmann::json& data, const workflow::Meeting& meeting,
                workflow::CouncilPaper kind);

// ties: what was decided where votes were even, a sentence each; of a declared meeting.
void put_ties(nlohmann::json& data, const workflow::Meeting& meeting);

// Signed by the chair for the council.
nlohmann::json invitation_data(const Issuer& organ, const workflow::Meeting& meeting,
                               const std::string& round);

// What every member marks on paper: the agenda with two boxes for each line.
nlohmann::json ballot_data(const Issuer& organ, const workflow::Meeting& meeting);

// opening and ended: how the ballots were opened, and why the vote ended early; null where there
// is nothing to say.
void put_opening(nlohmann::json& data, const workflow::Meeting& meeting);

// For a declared meeting. `tellers` are two at least, their head first; none of them
// may be on the agenda. Throws Problem{blocked} when a count contradicts itself:
// see workflow/tally.h. `papers`: how many ballots on paper came back.
nlohmann::json count_minutes_data(const Issuer& organ, const workflow::Meeting& meeting,
                                  const std::vector<workflow::Member>& tellers, int papers = 0);

}  // namespace tdkt::templates
