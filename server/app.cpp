#include "server/app.h"

#include <sodium.h>

#include <chrono>
#include <filesystem>

#include "server/on_disk.h"
#include "server/rules.h"
#include "sql/migrate.h"
#include "sql/one_server.h"
#include "sql/safety.h"

namespace tdkt::server {
namespace {

Settings prepared(const Settings& settings) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot find a source of randomness");
    // What lies there is for the program alone. A folder that was there before
    // is its owner's to open or close.
    make_folder(settings.data);
    constexpr std::string_view embedded = "sqlite:";
    if (settings.database.starts_with(embedded)) {
        const std::filesystem::path file(settings.database.substr(embedded.size()));
        make_folder(folder_of(file));
    }
    return settings;
}

}  // namespace

std::int64_t wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

App open_existing(const Settings& settings) {
    if (!sql::may_exist(settings.database))
        throw std::runtime_error("there is no database at " + settings.database +
                                 "; tdkt migrate, demo or import makes one");
    sql::Database database(settings.database);
    if (sql::lacking(database) > 0)
        throw std::runtime_error("the database is not up to date; run: tdkt migrate");
    return open_app(settings);
}

App open_app(const Settings& settings) {
    const auto offset = settings.clock_offset;
    sql::expect_safe(settings.database);
    return {sql::Database(prepared(settings).database),
            [offset] { return wall_clock() + offset; },
            settings,
            routes(),
            load_rules(),
            Keys(std::filesystem::path(settings.data) / "keys", settings.key_password),
            {},
            {},
            {},
            ContentKey::kept_in(std::filesystem::path(settings.data) / "keys/repeats.key")};
}

}  // namespace tdkt::server
