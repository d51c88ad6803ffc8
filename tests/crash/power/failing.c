// Lets one operation fail: SHIM_FAIL is KIND NUMBER ERROR, as in "write 17 ENOSPC".
// KIND is a word below, or "any"; NUMBER counts those below the folder from 1, in this
// process; ERROR is ENOSPC or EIO, with a "+" behind it when all that follow fail too,
// or "short": half of the bytes are written. Which one it was is put into SHIM_FAILED.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shim.h"

static const char* const words[] = {"open",   "write",  "sync",  "truncate",
                                    "rename", "unlink", "mkdir", "close"};

struct Plan {
    char kind[16];
    long number;
    char error[16];
    bool read;
};

static const struct Plan* plan(void) {
    static struct Plan it;
    if (it.read) return &it;
    it.read = true;
    const char* text = getenv("SHIM_FAIL");
    if (text && sscanf(text, "%15s %ld %15s", it.kind, &it.number, it.error) != 3) abort();
    return &it;
}

static void tell(enum Call call, const char* path) {
    const char* name = getenv("SHIM_FAILED");
    const int file = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT, 0600) : -1;
    char line[PATH_MAX + 32];
    const int size = snprintf(line, sizeof line, "%s %s\n", words[call], path);
    if (file >= 0) syscall(SYS_write, file, line, size);
    if (file >= 0) syscall(SYS_close, file);
}

bool fails(enum Call call, const char* path, size_t* size) {
    static long so_far;
    const struct Plan* it = plan();
    if (it->number == 0) return false;
    if (strcmp(it->kind, "any") != 0 && strcmp(it->kind, words[call]) != 0) return false;
    ++so_far;
    if (so_far == it->number) tell(call, path);
    const bool goes_on = strchr(it->error, '+') != NULL;
    if (so_far != it->number && !(goes_on && so_far > it->number)) return false;
    if (strncmp(it->error, "short", 5) == 0) {
        if (size && *size > 1) *size /= 2;
        return false;
    }
    errno = strncmp(it->error, "EIO", 3) == 0 ? EIO : ENOSPC;
    return true;
}
