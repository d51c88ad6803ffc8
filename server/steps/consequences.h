// What a step leaves behind besides the history: a receipt, a locked agenda,
// verdicts, a number. One function for each event that leaves something.
#pragma once

#include <nlohmann/json.hpp>

#include "server/app.h"
#include "sql/history.h"

namespace tdkt::server {

// Runs within the change that records the act, just before it. Returns what the
// step rested on, to be kept with each of its lines.
nlohmann::json carry_consequences(sql::Change& change, App& app, const sql::Act& act,
                                  const std::vector<workflow::Facts>& group);

}  // namespace tdkt::server
