// The effects of steps: papers are written and people are told.
#pragma once

#include "server/app.h"
#include "server/jobs/jobs.h"

namespace tdkt::server {

// A function for each workflow::Effect, and for what a page has done in the
// background. Each may run twice and does its work once.
std::map<std::string, Jobs::Carry> effects(App& app);

}  // namespace tdkt::server
