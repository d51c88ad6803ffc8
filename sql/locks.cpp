#include "sql/locks.h"

namespace tdkt::sql {

using soci::use;

// A real change of the row: a cluster notices no other, and a statement that only locked
// would have to be spelled differently for each database. Not of its version, to which the
// forms of others are bound.
void lock_meeting(Change& change, workflow::Id meeting) {
    change.db() << "update meeting set turns = turns + 1 where id = :id", use(meeting);
}

void lock_account(Change& change, workflow::Id account) {
    change.db() << "update account set turns = turns + 1 where id = :id", use(account);
}

}  // namespace tdkt::sql
