// The secret poll of a meeting: its holders, its sealed ballots, and these once opened.
#pragma once

#include <map>

#include "sql/database.h"
#include "workflow/council.h"

namespace tdkt::sql {

// Fills in how far the poll of the meeting is.
void load_poll(soci::session& db, workflow::Meeting& meeting);

// Names who holds a code; with the public half once a code was taken, which takes the place
// of an earlier one.
void set_holder(Change& change, workflow::Id meeting, const workflow::Seat& seat);

// `shares`: the poll's secret key, sealed for each pair of holders ("chair,auditor").
void open_poll(Change& change, workflow::Id meeting, const std::string& public_key,
               const std::map<std::string, std::string>& shares);

// From now on no ballot is taken.
void close_poll(Change& change, workflow::Id meeting, workflow::Id by, const std::string& reason,
                std::int64_t at);

// Empty when there is none, or none any more.
std::string load_share(soci::session& db, workflow::Id meeting, const std::string& holders);

// The sealed ballots of a meeting by nomination, in the order of their random names.
std::map<workflow::Id, std::vector<std::string>> sealed_ballots(soci::session& db,
                                                                workflow::Id meeting);

// In the place of the item's sealed ballots, in this order, which must tell nothing.
void keep_opened(Change& change, workflow::Id meeting, workflow::Id nomination,
                 const std::vector<workflow::OpenedBallot>& ballots, std::int64_t at);
// How many ballots of the item lie open, also those of before the poll had a key.
int count_opened(soci::session& db, workflow::Id meeting, workflow::Id nomination);
// After the last item: whatever could open anything is gone.
void finish_poll(Change& change, workflow::Id meeting, const std::string& opened_by,
                 std::int64_t at);

// Of the items whose ballots have been opened, by nomination and tracker.
std::vector<workflow::OpenedBallot> opened_ballots(soci::session& db, workflow::Id meeting);

}  // namespace tdkt::sql
