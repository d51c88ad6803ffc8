// Nominees who stand in more than one dossier of a round (one achievement, one
// award). A person decides; here they are only found.
#pragma once

#include "sql/database.h"
#include "sql/sight.h"

namespace tdkt::sql {

struct Double {
    std::string name;  // of the nominee in the dossier that was asked about
    workflow::Id dossier = 0;
    std::string unit_name, post;  // there
    bool certain = false;         // the same account, and not only the same name
};

// Of the dossier's nominees, those who are under way or were awarded in another
// dossier of its round: by account, or by name in any case and kind of apostrophe.
std::vector<Double> doubles_of(soci::session& db, const Horizon& horizon, workflow::Id dossier);

}  // namespace tdkt::sql
