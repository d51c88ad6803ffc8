// The secret poll from the codes of its holders to the opened ballots. Of its key nothing is
// kept in one piece: made when the vote opens, sealed for pairs of holders at once, together
// again only while the ballots are opened.
#pragma once

#include <map>

#include "sql/polls.h"
#include "sql/votes.h"
#include "workflow/council.h"

namespace tdkt::server {

// Gives the code, whose public half is kept. Problem{conflict} once the poll has its key.
std::string take_code(sql::Change& change, const workflow::Meeting& meeting,
                      workflow::Holder holder, workflow::Id account);

// Makes the poll's key. Nothing happens when it has one.
void make_poll(sql::Change& change, const workflow::Meeting& meeting);

// A member's votes, sealed for the poll; with the trackers by nomination.
struct Sealing {
    std::vector<sql::SealedVote> votes;
    std::map<workflow::Id, std::string> trackers;
};
Sealing sealed_here(const workflow::Meeting& meeting,
                    const std::map<workflow::Id, workflow::Vote>& votes);
// The same for ballots that came sealed: nobody here knows their trackers.
sql::SealedVote sealed_there(workflow::Id nomination, const std::string& sealed);

// Opens the ballots of every item that is being voted on and not suspended, with two codes as
// they were typed. Problem naming "code1" or "code2" for one that does not fit.
void count_poll(sql::Change& change, const workflow::Meeting& meeting, const std::string& first,
                const std::string& second, std::int64_t at);

}  // namespace tdkt::server
