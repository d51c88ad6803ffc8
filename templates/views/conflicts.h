// Conflicts of interest as the pages and the API show them.
#pragma once

#include "templates/views/words.h"
#include "workflow/conflicts.h"
#include "workflow/council.h"

namespace tdkt::templates {

// A declared name that may mean a nomination.
struct DoubtShown {
    workflow::Id account = 0, nomination = 0;
    std::string member_name, declared, nominee, unit_name;
    workflow::Match standing = workflow::Match::doubtful;
};

struct ConflictsShown {
    workflow::Meeting meeting;
    workflow::Actor reader;
    std::vector<workflow::Statement> statements = {};  // the reader's own
    std::vector<std::pair<workflow::Id, std::string>> units = {};
    bool secretary = false;
    std::vector<DoubtShown> doubts = {};  // for the secretary
};
json conflicts_view(const ConflictsShown& shown);

}  // namespace tdkt::templates
