// The functions of the C library by which the program, SQLite and the C++ library
// change files. Each does what it always did, within one operation of the shim.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "shim.h"

typedef char Path[PATH_MAX];

// The sizes of files and offsets are 64 bits wide here, whatever a name says.
#define ALSO_AS(name, other) extern __typeof(name) other __attribute__((alias(#name)))

// ---- opening

static int open_watched(int folder, const char* name, int flags, mode_t mode, const char* path) {
    begin_operation();
    int file = -1;
    if (!(flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) || !fails(call_open, path, NULL)) {
        const bool was_there = faccessat(folder, name, F_OK, 0) == 0;
        file = (int)syscall(SYS_openat, folder, name, flags, mode);
        if (file >= 0 && !was_there) record(op_create, file, path, NULL, 0, NULL, 0);
        if (file >= 0 && was_there && (flags & O_TRUNC))
            record(op_truncate, file, path, NULL, 0, NULL, 0);
    }
    end_operation();
    return file;
}

int openat(int folder, const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    Path path;
    if (!is_watched_at(folder, name, path))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    return open_watched(folder, name, flags, mode, path);
}
ALSO_AS(openat, openat64);

int open(const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openat(AT_FDCWD, name, flags, mode);
}
ALSO_AS(open, open64);

int __open_2(const char* name, int flags) {
    return openat(AT_FDCWD, name, flags);
}
ALSO_AS(__open_2, __open64_2);

int __openat_2(int folder, const char* name, int flags) {
    return openat(folder, name, flags);
}
ALSO_AS(__openat_2, __openat64_2);

// The C library opens this one by itself.
FILE* fopen(const char* name, const char* mode) {
    static FILE* (*real)(const char*, const char*);
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "fopen");
    Path path;
    if (mode[0] == 'r' || !is_watched_at(AT_FDCWD, name, path)) return real(name, mode);
    begin_operation();
    FILE* stream = NULL;
    if (!fails(call_open, path, NULL)) {
        const bool was_there = access(name, F_OK) == 0;
        stream = real(name, mode);
        if (stream && !was_there) record(op_create, fileno(stream), path, NULL, 0, NULL, 0);
        if (stream && was_there && mode[0] == 'w')
            record(op_truncate, fileno(stream), path, NULL, 0, NULL, 0);
    }
    end_operation();
    return stream;
}
ALSO_AS(fopen, fopen64);

int mkostemp(char* name, int flags) {
    static int (*real)(char*, int);
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "mkostemp");
    Path path;
    if (!is_watched_at(AT_FDCWD, name, path)) return real(name, flags);
    begin_operation();
    int file = -1;
    if (!fails(call_open, path, NULL)) file = real(name, flags);
    if (file >= 0 && is_watched_at(AT_FDCWD, name, path))
        record(op_create, file, path, NULL, 0, NULL, 0);
    end_operation();
    return file;
}
ALSO_AS(mkostemp, mkostemp64);

int mkstemp(char* name) {
    return mkostemp(name, 0);
}
ALSO_AS(mkstemp, mkstemp64);

// ---- bytes

// `offset` below 0: where the file stands.
static ssize_t write_watched(int file, const void* bytes, size_t size, off_t offset,
                             const char* path) {
    begin_operation();
    ssize_t written = -1;
    if (!fails(call_write, path, &size)) {
        off_t at = offset;
        if (offset < 0) {
            struct stat facts = {0};
            const bool appends = fcntl(file, F_GETFL) & O_APPEND;
            if (appends) fstat(file, &facts);
            at = appends ? facts.st_size : lseek(file, 0, SEEK_CUR);
            written = syscall(SYS_write, file, bytes, size);
        } else {
            written = syscall(SYS_pwrite64, file, bytes, size, offset);
        }
        if (written > 0) record(op_write, file, path, NULL, at, bytes, (size_t)written);
    }
    end_operation();
    return written;
}

ssize_t write(int file, const void* bytes, size_t size) {
    Path path;
    if (!is_watched_file(file, path)) return syscall(SYS_write, file, bytes, size);
    return write_watched(file, bytes, size, -1, path);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
    Path path;
    if (!is_watched_file(file, path)) return syscall(SYS_pwrite64, file, bytes, size, offset);
    return write_watched(file, bytes, size, offset, path);
}
ALSO_AS(pwrite, pwrite64);

// Part by part: whoever gives several must be ready for fewer to be written.
ssize_t writev(int file, const struct iovec* parts, int count) {
    Path path;
    if (!is_watched_file(file, path)) return syscall(SYS_writev, file, parts, count);
    ssize_t whole = 0;
    for (int i = 0; i < count; ++i) {
        const ssize_t written = write_watched(file, parts[i].iov_base, parts[i].iov_len, -1, path);
        if (written < 0) return whole > 0 ? whole : -1;
        whole += written;
        if ((size_t)written < parts[i].iov_len) break;
    }
    return whole;
}

int ftruncate(int file, off_t size) {
    Path path;
    if (!is_watched_file(file, path)) return (int)syscall(SYS_ftruncate, file, size);
    begin_operation();
    int done = -1;
    if (!fails(call_truncate, path, NULL)) done = (int)syscall(SYS_ftruncate, file, size);
    if (done == 0) record(op_truncate, file, path, NULL, size, NULL, 0);
    end_operation();
    return done;
}
ALSO_AS(ftruncate, ftruncate64);

static int sync_with(long number, int file) {
    Path path;
    if (!is_watched_file(file, path)) return (int)syscall(number, file);
    begin_operation();
    int done = -1;
    if (!fails(call_sync, path, NULL)) done = (int)syscall(number, file);
    struct stat facts = {0};
    if (done == 0 && fstat(file, &facts) == 0)
        record(S_ISDIR(facts.st_mode) ? op_sync_folder : op_sync, file, path, NULL, 0, NULL, 0);
    end_operation();
    return done;
}

int fsync(int file) {
    return sync_with(SYS_fsync, file);
}

int fdatasync(int file) {
    return sync_with(SYS_fdatasync, file);
}

// What could not be kept may be told as late as this; the file is closed all the same.
int close(int file) {
    Path path;
    const bool wrote = is_watched_file(file, path) && (fcntl(file, F_GETFL) & (O_WRONLY | O_RDWR));
    if (!wrote) return (int)syscall(SYS_close, file);
    begin_operation();
    const bool failed = fails(call_close, path, NULL);
    const int why = errno;
    int done = (int)syscall(SYS_close, file);
    if (failed) {
        errno = why;
        done = -1;
    }
    end_operation();
    return done;
}

// ---- names

int renameat(int folder, const char* name, int other_folder, const char* other_name) {
    Path path, other_path;
    const bool watched =
        is_watched_at(folder, name, path) && is_watched_at(other_folder, other_name, other_path);
    begin_operation();
    int done = -1;
    if (!watched || !fails(call_rename, other_path, NULL))
        done = (int)syscall(SYS_renameat2, folder, name, other_folder, other_name, 0);
    if (done == 0 && watched) record(op_rename, -1, path, other_path, 0, NULL, 0);
    end_operation();
    return done;
}

int rename(const char* name, const char* other_name) {
    return renameat(AT_FDCWD, name, AT_FDCWD, other_name);
}

int linkat(int folder, const char* name, int other_folder, const char* other_name, int flags) {
    Path path, other_path;
    const bool watched =
        is_watched_at(folder, name, path) && is_watched_at(other_folder, other_name, other_path);
    begin_operation();
    int done = -1;
    if (!watched || !fails(call_rename, other_path, NULL))
        done = (int)syscall(SYS_linkat, folder, name, other_folder, other_name, flags);
    if (done == 0 && watched) record(op_link, -1, path, other_path, 0, NULL, 0);
    end_operation();
    return done;
}

int link(const char* name, const char* other_name) {
    return linkat(AT_FDCWD, name, AT_FDCWD, other_name, 0);
}

int unlinkat(int folder, const char* name, int flags) {
    Path path;
    if (!is_watched_at(folder, name, path)) return (int)syscall(SYS_unlinkat, folder, name, flags);
    begin_operation();
    int done = -1;
    if (!fails(call_unlink, path, NULL)) done = (int)syscall(SYS_unlinkat, folder, name, flags);
    if (done == 0)
        record(flags & AT_REMOVEDIR ? op_remove_folder : op_unlink, -1, path, NULL, 0, NULL, 0);
    end_operation();
    return done;
}

int unlink(const char* name) {
    return unlinkat(AT_FDCWD, name, 0);
}

int rmdir(const char* name) {
    return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

int remove(const char* name) {
    if (unlink(name) == 0) return 0;
    return errno == EISDIR ? rmdir(name) : -1;
}

int mkdirat(int folder, const char* name, mode_t mode) {
    Path path;
    if (!is_watched_at(folder, name, path)) return (int)syscall(SYS_mkdirat, folder, name, mode);
    begin_operation();
    int done = -1;
    if (!fails(call_make_folder, path, NULL)) done = (int)syscall(SYS_mkdirat, folder, name, mode);
    if (done == 0) record(op_make_folder, -1, path, NULL, 0, NULL, 0);
    end_operation();
    return done;
}

int mkdir(const char* name, mode_t mode) {
    return mkdirat(AT_FDCWD, name, mode);
}

char* mkdtemp(char* name) {
    static char* (*real)(char*);
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "mkdtemp");
    Path path;
    if (!is_watched_at(AT_FDCWD, name, path)) return real(name);
    begin_operation();
    char* made = NULL;
    if (!fails(call_make_folder, path, NULL)) made = real(name);
    if (made && is_watched_at(AT_FDCWD, made, path))
        record(op_make_folder, -1, path, NULL, 0, NULL, 0);
    end_operation();
    return made;
}
