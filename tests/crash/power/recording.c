// Which files are watched, and the log of what is done to them.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "shim.h"

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static bool ends_with(const char* text, const char* end) {
    const size_t size = strlen(text), tail = strlen(end);
    return size >= tail && strcmp(text + size - tail, end) == 0;
}

bool is_watched(const char* path) {
    const char* folder = getenv("SHIM_FOLDER");
    if (!folder) return false;
    const size_t size = strlen(folder);
    if (strncmp(path, folder, size) != 0 || (path[size] != '/' && path[size] != '\0')) return false;
    return !ends_with(path, "-shm");
}

bool is_watched_file(int file, char* path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size <= 0 || path[0] != '/') return false;
    path[size] = '\0';
    const char* gone = " (deleted)";
    if (ends_with(path, gone)) path[size - (ssize_t)strlen(gone)] = '\0';
    return is_watched(path);
}

bool is_watched_at(int folder, const char* name, char* path) {
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char base[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return false;
        } else if (!is_watched_file(folder, base)) {
            return false;
        }
        const int size = snprintf(path, PATH_MAX, "%s/%s", base, name);
        if (size < 0 || size >= PATH_MAX) return false;
    }
    return is_watched(path);
}

void begin_operation(void) {
    pthread_mutex_lock(&one_at_a_time);
}

void end_operation(void) {
    const int kept = errno;
    pthread_mutex_unlock(&one_at_a_time);
    errno = kept;
}

static int log_file(void) {
    static int file = -1;
    const char* path = getenv("SHIM_LOG");
    if (file < 0 && path)
        file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                            0600);
    return file;
}

static const char* below_folder(const char* path) {
    path += strlen(getenv("SHIM_FOLDER"));
    return *path == '/' ? path + 1 : path;
}

void record(enum Operation operation, int file, const char* path, const char* other_path,
            off_t offset, const void* bytes, size_t size) {
    const int kept = errno;
    const int log = log_file();
    if (log < 0) return;
    path = below_folder(path);
    other_path = other_path ? below_folder(other_path) : "";
    struct stat facts = {0};
    if (file >= 0) fstat(file, &facts);
    const struct RecordHead head = {
        .operation = operation,
        .path_size = (uint32_t)strlen(path),
        .other_path_size = (uint32_t)strlen(other_path),
        .size = (uint32_t)size,
        .file = facts.st_ino,
        .offset = (uint64_t)offset,
    };
    const struct iovec parts[] = {{(void*)&head, sizeof head},
                                  {(void*)path, head.path_size},
                                  {(void*)other_path, head.other_path_size},
                                  {(void*)bytes, size}};
    const size_t whole = sizeof head + head.path_size + head.other_path_size + size;
    // A log with a hole would call the program wrong that is right.
    if (syscall(SYS_writev, log, parts, 4) != (long)whole) abort();
    errno = kept;
}
