// What SQLite is told in other words: the statement by which the program asks for full
// synchronisation is followed, or replaced, by those of SHIM_PRAGMAS.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ASKED "pragma synchronous = full"

typedef int Prepare(sqlite3*, const char*, int, sqlite3_stmt**, const char**);

int sqlite3_prepare_v2(sqlite3* db, const char* text, int size, sqlite3_stmt** statement,
                       const char** rest) {
    static Prepare* real;
    static _Thread_local bool at_it;  // sqlite3_exec() comes here too
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "sqlite3_prepare_v2");
    const char* pragmas = getenv("SHIM_PRAGMAS");
    const int made = real(db, text, size, statement, rest);
    if (!pragmas || at_it || made != SQLITE_OK || strncmp(text, ASKED, strlen(ASKED)) != 0)
        return made;
    // The program's own statement first: theirs is the last word.
    sqlite3_step(*statement);
    sqlite3_reset(*statement);
    at_it = true;
    if (sqlite3_exec(db, pragmas, NULL, NULL, NULL) != SQLITE_OK) abort();
    at_it = false;
    sqlite3_finalize(*statement);
    return real(db, "pragma synchronous", -1, statement, rest);
}
