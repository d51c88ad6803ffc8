// The pages around the cases: the desk of work, notices, campaigns, help.
#pragma once

#include "templates/views/dossiers.h"

namespace tdkt::templates {

// One thing that waits for the reader.
struct Task {
    std::string href, title;
    workflow::State state;
    std::int64_t since;
    std::string pack;
    int of_state = 0;  // how many wait so, when they are more than those given
};

struct Told {
    workflow::Id id;
    std::string text, link;
    std::int64_t at;
    bool unread;
};

json home_view(const std::vector<Task>& tasks, const std::vector<Told>& fresh,
               const std::vector<workflow::Campaign>& campaigns, const std::vector<json>& recent,
               const workflow::Actor& reader, const Now& now);

json notices_view(const std::vector<Told>& notices);

json campaigns_view(const std::vector<workflow::Campaign>& campaigns, const Now& now);

// `dossiers` are rows (dossier_row) by round, `counts` how many each round has;
// the rows may be fewer.
json campaign_view(const workflow::Campaign& campaign,
                   const std::map<workflow::Id, std::vector<json>>& dossiers,
                   const std::map<workflow::Id, std::int64_t>& counts, const Now& now);

json help_view();

}  // namespace tdkt::templates
