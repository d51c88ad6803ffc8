#include "server/jobs/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "server/on_disk.h"

namespace tdkt::server {

namespace fs = std::filesystem;

WorkFolder::WorkFolder(const fs::path& spool) {
    make_folder(spool);
    for (;;) {
        auto name = (spool / "work-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), "cannot make a work folder");
        path_ = name;
        held_ = open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        struct stat facts {};
        const bool locked = held_ >= 0 && flock(held_, LOCK_EX) == 0 && fstat(held_, &facts) == 0;
        const int error = locked ? 0 : errno;
        if (locked && facts.st_nlink > 0) return;
        if (held_ >= 0) close(held_);
        // Somebody who starts at this moment may have removed it before the lock: once more.
        if (locked || error == ENOENT) continue;
        rmdir(name.c_str());
        throw std::system_error(error, std::generic_category(), "cannot hold a work folder");
    }
}

WorkFolder::~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    close(held_);
}

}  // namespace tdkt::server
