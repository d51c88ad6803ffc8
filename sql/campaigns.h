// Campaigns with their rounds and prizes.
#pragma once

#include "sql/database.h"
#include "workflow/campaign.h"

namespace tdkt::sql {

// Those of an organ, the newest first, each with its rounds, without its prizes.
std::vector<workflow::Campaign> load_campaigns(soci::session& db, workflow::Id organ);

// With rounds and prizes. Problem{missing} when the organ has no such campaign or round.
workflow::Campaign load_campaign(soci::session& db, workflow::Id organ, workflow::Id id);
workflow::Campaign load_campaign_of_round(soci::session& db, workflow::Id organ,
                                          workflow::Id round);
workflow::Round load_round(soci::session& db, workflow::Id organ, workflow::Id id);

// Stores a new campaign with its rounds and prizes, and returns its id.
workflow::Id add_campaign(Change& change, const workflow::Campaign& campaign);

}  // namespace tdkt::sql
