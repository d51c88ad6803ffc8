#include "server/on_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>

namespace tdkt::server {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), what + ' ' + path.string());
}

// Beside the file; gone unless it gets its name.
class Draft {
  public:
    Draft(const fs::path& file, std::string_view bytes) : name_(file.string() + ".XXXXXX") {
        const int made = ::mkostemp(name_.data(), O_CLOEXEC);
        if (made < 0) fail("cannot write beside", file);
        const bool written = write(made, bytes) && ::fsync(made) == 0;
        const int error = errno;
        const bool closed = ::close(made) == 0;
        if (written && closed) return;
        if (!written) errno = error;
        const int why = errno;
        take_away();
        errno = why;
        fail("cannot write", file);
    }
    ~Draft() { take_away(); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const char* name() const { return name_.c_str(); }

  private:
    static bool write(int file, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(file, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    // Nobody comes by here again: a disk that fails once is asked twice.
    void take_away() const {
        if (::unlink(name_.c_str()) != 0 && errno == EIO) ::unlink(name_.c_str());
    }

    std::string name_;
};

}  // namespace

void make_folder(const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder)) return;
    const auto whole = fs::absolute(folder).lexically_normal();
    const auto path = whole.has_filename() ? whole : whole.parent_path();
    make_folder(path.parent_path());
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail("cannot make the folder", path);
    keep_on_disk(path.parent_path());
}

void keep_on_disk(const fs::path& path) {
    const int held = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (held < 0) fail("cannot open", path);
    const bool kept = ::fsync(held) == 0;
    const int error = errno;
    ::close(held);
    errno = error;
    if (!kept) fail("cannot keep on the disk", path);
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

void write_once(const fs::path& file, std::string_view bytes) {
    {
        const Draft draft(file, bytes);
        // link() and not rename(): of two that begin together, the first wins.
        if (::link(draft.name(), file.c_str()) != 0 && errno != EEXIST) fail("cannot make", file);
    }
    keep_on_disk(folder_of(file));
}

void write_anew(const fs::path& file, std::string_view bytes) {
    {
        const Draft draft(file, bytes);
        if (::rename(draft.name(), file.c_str()) != 0) fail("cannot make", file);
    }
    keep_on_disk(folder_of(file));
}

}  // namespace tdkt::server
