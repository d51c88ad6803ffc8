// The pages around the cases: notices, campaigns, help.
#pragma once

#include "templates/views/home.h"

namespace tdkt::templates {

json notices_view(const std::vector<Told>& notices);

json campaigns_view(const std::vector<workflow::Campaign>& campaigns, const Now& now);

// `dossiers` are rows (dossier_row) by round, `counts` how many each round has;
// the rows may be fewer.
json campaign_view(const workflow::Campaign& campaign,
                   const std::map<workflow::Id, std::vector<json>>& dossiers,
                   const std::map<workflow::Id, std::int64_t>& counts, const Now& now);

json help_view();

}  // namespace tdkt::templates
