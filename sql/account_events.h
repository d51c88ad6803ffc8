// The record of what was done to accounts.
#pragma once

#include <string>
#include <vector>

#include "sql/people.h"
#include "workflow/account_change.h"

namespace tdkt::sql {

// Adds a line: its seq and hash are set here. After the change itself, in the
// same transaction.
void record(Change& change, workflow::AccountEntry entry);

struct AccountLine {
    Id id = 0;
    workflow::AccountEntry entry;
    std::string username, name;
    std::string actor_name;  // empty: the operator
};

// Newest first, from the one before `before` on; 0: from the newest.
std::vector<AccountLine> account_lines(soci::session& db, Id organ, Id before, int most);
std::vector<AccountLine> account_lines_of(soci::session& db, Id account, int most);

// Takes part in a change that may leave an organ without an administrator: of
// two such changes at once the second sees what the first has done.
void lock_administrators(Change& change, Id organ);

}  // namespace tdkt::sql
