// How values that SOCI does not know are kept.
#pragma once

#include <soci/soci.h>

#include <stdexcept>
#include <string>

#include "workflow/calendar.h"

namespace tdkt::sql {

// A day that we stored ourselves.
inline workflow::Day stored_day(const std::string& iso) {
    if (const auto day = workflow::parse_day(iso)) return *day;
    throw std::logic_error("not a day in the database: " + iso);
}

// The key that the last insert into `table` got.
inline std::int64_t new_id(soci::session& db, const std::string& table) {
    long long id = 0;
    if (!db.get_last_insert_id(table, id)) throw std::logic_error("no key from " + table);
    return id;
}

}  // namespace tdkt::sql
