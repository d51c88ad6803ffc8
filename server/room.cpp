#include "server/room.h"

#include <filesystem>

namespace tdkt::server {

std::int64_t free_bytes(const Settings& settings) {
    return static_cast<std::int64_t>(std::filesystem::space(settings.data).available);
}

}  // namespace tdkt::server
