#include "sql/one_server.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "sql/address.h"

namespace tdkt::sql {

OneServer::OneServer(const std::string& url) {
    const auto address = parse_address(url);
    if (address.engine != Address::Engine::sqlite) return;
    const auto path = address.path + "-server";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path);
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw std::runtime_error("another server serves " + address.path +
                             " already; stop it first, or give --database another place");
}

OneServer::~OneServer() {
    if (file_ >= 0) ::close(file_);
}

bool may_exist(const std::string& url) {
    const auto address = parse_address(url);
    return address.engine != Address::Engine::sqlite || ::access(address.path.c_str(), F_OK) == 0;
}

}  // namespace tdkt::sql
