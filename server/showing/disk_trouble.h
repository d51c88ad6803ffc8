// Whether it was the disk that kept a request from being carried out.
#pragma once

#include <exception>

namespace tdkt::server {

enum class DiskTrouble {
    none,
    full,     // no room; what is there can be read
    failing,  // it cannot be read or written
};

DiskTrouble disk_trouble(const std::exception& error);

}  // namespace tdkt::server
