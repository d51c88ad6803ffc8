// The record of all steps of an organ as the page and the API show it.
#pragma once

#include <optional>

#include "templates/views/steps.h"

namespace tdkt::templates {

// A line of the record.
struct Recorded {
    workflow::Id id, dossier;
    Happened what;
    std::string hash;
};

// A check of all histories that came to its end.
struct Checked {
    std::string asked_by;
    std::int64_t asked_at, done_at;
    std::int64_t dossiers, breaks;
    std::vector<std::string> told;  // the first of the breaks
};

// What stood at the end of every chain, signed.
struct Sealed {
    std::int64_t number, at;
    std::string hash;
};

// The last backup that was made and tried out on this server.
struct LastBackup {
    bool scheduled = false;
    std::int64_t made_at = 0;  // 0: none yet
    std::int64_t size = 0;     // 0: not to be told
    bool late = false;
};

// `under_way_since` 0: no check is under way.
json audit_view(const std::vector<Recorded>& lines, const std::optional<Checked>& last,
                const std::optional<Sealed>& sealed, std::int64_t under_way_since,
                const LastBackup& backup);

}  // namespace tdkt::templates
