#include "server/app.h"

#include <sodium.h>

#include <chrono>
#include <filesystem>

#include "server/rules.h"

namespace tdkt::server {
namespace {

Settings prepared(const Settings& settings) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot find a source of randomness");
    std::filesystem::create_directories(settings.data);
    constexpr std::string_view embedded = "sqlite:";
    if (settings.database.starts_with(embedded)) {
        const std::filesystem::path file(settings.database.substr(embedded.size()));
        if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    }
    return settings;
}

}  // namespace

std::int64_t wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

App open_app(const Settings& settings) {
    const auto offset = settings.clock_offset;
    return {sql::Database(prepared(settings).database),
            [offset] { return wall_clock() + offset; },
            settings,
            routes(),
            load_rules(),
            Keys(std::filesystem::path(settings.data) / "keys", settings.key_password),
            {},
            {}};
}

}  // namespace tdkt::server
