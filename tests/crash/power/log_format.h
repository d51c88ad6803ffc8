// The log of what a program did to its files: records one behind the other, each a
// head, its path, its second path and its bytes.
#pragma once

#include <stdint.h>

// What was done; the numbers stand in logs, and in told.py.
enum Operation {
    op_create = 1,    // a new, empty file
    op_write = 2,     // bytes at an offset
    op_truncate = 3,  // offset: the new size
    op_sync = 4,      // the file's bytes are on the disk
    op_sync_folder = 5,
    op_rename = 6,  // path, second path
    op_link = 7,    // path, second path: the new name
    op_unlink = 8,
    op_make_folder = 9,
    op_remove_folder = 10,
    op_told = 11,  // by the test: somebody was told what stands in the bytes
};

// Numbers as this machine writes them.
struct RecordHead {
    uint32_t operation;
    uint32_t path_size;
    uint32_t other_path_size;
    uint32_t size;  // bytes that follow the paths
    uint64_t file;  // the number that the system gives it; names come and go
    uint64_t offset;
};
