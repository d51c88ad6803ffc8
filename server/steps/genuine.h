// Whether an issued paper is what the office says of it: what the public page
// vouches for is the signed file itself, not what is kept about it.
#pragma once

#include <string>
#include <vector>

#include "server/app.h"
#include "workflow/decision.h"

namespace tdkt::server {

// Why the paper must not be relied on, as sentences; empty when it is genuine:
// both signatures are good, the file grew from the paper that bears this code,
// its number, day and title are those we name, it stands in the register, and
// its decision was not given up.
std::vector<std::string> doubts(soci::session& db, App& app, const workflow::Document& document);

}  // namespace tdkt::server
