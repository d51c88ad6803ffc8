// What is told of a nomination that is veiled.
#pragma once

#include "workflow/dossier.h"

namespace tdkt::sql {

// That it is under consideration, since it was submitted, and nothing else.
inline void veil(workflow::Nomination& n, std::int64_t submitted_at) {
    n.veiled = true;
    n.state = workflow::State::appraised;
    n.since = submitted_at;
    n.suspension.clear();
    n.meeting = n.decision = 0;
}

}  // namespace tdkt::sql
