#include "sql/one_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>

#include "workflow/problem.h"

namespace tdkt::sql {

OneWriter::OneWriter(const std::string& path)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path);
}

OneWriter::~OneWriter() {
    ::close(file_);
}

OneWriter::Turn::Turn(const OneWriter& writer, std::chrono::milliseconds patience)
    : file_(writer.file_) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "cannot lock the database");
        if (std::chrono::steady_clock::now() > until) throw workflow::Problem::busy();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

OneWriter::Turn::~Turn() {
    ::flock(file_, LOCK_UN);
}

}  // namespace tdkt::sql
