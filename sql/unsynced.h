// When the disk says that it did not keep what SQLite wrote, nobody knows what is on it
// any more: the system forgets such pages, and says so once. A later "kept" would not
// mean them. So the program ends then, with one line on standard error and exit code 1,
// before anything that rests on it is confirmed. At the next start the connection that
// writes puts the whole log into the file, and that must be kept before anybody is served.
#pragma once

namespace tdkt::sql {

// Call before the first connection; further calls do nothing.
void end_when_unsynced();

}  // namespace tdkt::sql
