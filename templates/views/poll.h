// The secret poll of a meeting as the pages and the API show it.
#pragma once

#include <map>

#include "templates/views/words.h"
#include "workflow/council.h"

namespace tdkt::templates {

// What is known of a poll besides the meeting.
struct PollShown {
    using Named = std::pair<workflow::Id, std::string>;
    std::vector<Named> auditors = {};  // whom the reader may name as the third holder
    // In what forms the items may be voted on, as long as the reader may choose.
    std::map<workflow::Id, std::vector<workflow::Form>> forms = {};
    std::map<workflow::Id, int> papers = {};       // ballots on paper that are in
    std::vector<workflow::Id> paper_tellers = {};  // members
    struct Said {
        workflow::Id nomination = 0;
        std::string member, vote_label;
    };
    std::vector<Said> said = {};  // by name
    bool barred = false;          // in conflict, so that others do what is to be done
};

// "Chủ tịch Hội đồng và Người giám sát": whose codes opened the ballots; may be empty.
std::string openers(const workflow::Poll& poll);

// poll: who holds a code, what the reader may do for it, and how far it is.
void put_poll(json& view, const workflow::Meeting& meeting, const workflow::Actor& reader,
              const PollShown& more);

// A holder's code, for the one time that it is seen.
json code_view(const workflow::Meeting& meeting, const std::string& code);

// What a member is told once of the ballot just cast; no trackers when it came sealed.
struct Cast {
    workflow::Meeting meeting;
    std::vector<workflow::AgendaItem> items;
    std::map<workflow::Id, std::string> trackers;
};
json cast_view(const Cast& cast);

// The opened ballots by item. `typed` is the tracker looked for, `wanted` its plain signs.
json opened_view(const workflow::Meeting& meeting,
                 const std::vector<workflow::OpenedBallot>& ballots, const std::string& typed,
                 const std::string& wanted);

// Under what a ballot for an item is sealed: server/secrecy/sealed.h, and ballot.js.
std::string seal_info(workflow::Id meeting, workflow::Id nomination);

}  // namespace tdkt::templates
