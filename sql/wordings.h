// The versions of the words in which an office writes its papers.
#pragma once

#include <string>
#include <vector>

#include "sql/database.h"
#include "workflow/wording.h"

namespace tdkt::sql {

// Of all kinds of an organ, or of one; the newest of each kind first. Without their texts.
std::vector<workflow::Wording> wordings(soci::session& db, workflow::Id organ);
std::vector<workflow::Wording> wordings(soci::session& db, workflow::Id organ,
                                        const std::string& kind);

// With its text. Problem{missing}.
workflow::Wording load_wording(soci::session& db, workflow::Id organ, const std::string& kind,
                               int version);

// Adds the next version: `version` must be it, or somebody was faster: Problem{stale}. Its id,
// sum and hash are set here.
workflow::Id add_wording(Change& change, workflow::Wording wording);

}  // namespace tdkt::sql
