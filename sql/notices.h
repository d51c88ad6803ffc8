// What a person is told about: shown at the top of the page until it is read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

struct Notice {
    workflow::Id id = 0;
    std::int64_t number = 0;  // among those of its account, from 1: what its reader is shown, for
                              // a gap among ids would tell that others were told something
    std::string text;         // Vietnamese, one sentence
    std::string link;         // the page it is about, "/dossiers/7"
    std::int64_t at = 0;
    std::int64_t read_at = 0;  // 0: not yet
};

// `text` of at most 500 characters, `link` of at most 200. Gives its id.
workflow::Id add_notice(Change& change, workflow::Id account, const std::string& text,
                        const std::string& link, std::int64_t now);

Notice load_notice(soci::session& db, workflow::Id id);  // Problem{missing}

std::int64_t count_unread(soci::session& db, workflow::Id account);

// Those not yet read, newest first.
std::vector<Notice> unread_notices(soci::session& db, workflow::Id account, int most = 50);

// Read or not, newest first, from the one before the number `before` on; 0: from the newest.
std::vector<Notice> notices(soci::session& db, workflow::Id account, std::int64_t before = 0,
                            int most = 50);

// Does nothing when it is read already. Throws Problem{missing} for another person's notice.
void mark_read(Change& change, workflow::Id account, workflow::Id notice, std::int64_t now);
void mark_all_read(Change& change, workflow::Id account, std::int64_t now);

}  // namespace tdkt::sql
