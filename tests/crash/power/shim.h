// A library that is loaded before the C library, into a real program, and stands
// between it and the files below one folder: it writes down what is done to them, in
// order, and can let it fail. The environment says what it does:
//   SHIM_FOLDER   the folder, an absolute path without links
//   SHIM_LOG      where to write down what is done (log_format.h); none: not at all
//   SHIM_FAIL     let one operation fail (failing.c); none: let all of them be
//   SHIM_FAILED   a file that is made when one does, with what it was
//   SHIM_PRAGMAS  what every SQLite connection that writes is told last (pragmas.c)
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "log_format.h"

// What can be told to fail.
enum Call {
    call_open,
    call_write,
    call_sync,
    call_truncate,
    call_rename,
    call_unlink,
    call_make_folder,
    call_close
};

// Below the folder, and kept on the disk: SQLite's index of its log is neither.
bool is_watched(const char* path);
// Of an open file; fills `path`, of PATH_MAX bytes.
bool is_watched_file(int file, char* path);
// As is_watched(), for a name beside an open folder; fills `path` with the whole name.
bool is_watched_at(int folder, const char* name, char* path);

// One operation at a time: what the log says happened in that order.
void begin_operation(void);
void end_operation(void);

void record(enum Operation operation, int file, const char* path, const char* other_path,
            off_t offset, const void* bytes, size_t size);

// Whether this call fails; then errno says why. A write may instead be cut short: *size.
bool fails(enum Call call, const char* path, size_t* size);
