// Rows that a change takes for itself, until it ends, because what it decides
// rests on them though it does not write them. A lock comes before anything is
// read, so that what is read still stands when the change is kept. Nothing
// happens when there is no such row.
#pragma once

#include "sql/database.h"

namespace tdkt::sql {

// A ballot rests on the attendance, a result on the ballots.
void lock_meeting(Change& change, workflow::Id meeting);

// What an administrator does rests on being one, a new password on the old.
void lock_account(Change& change, workflow::Id account);

}  // namespace tdkt::sql
