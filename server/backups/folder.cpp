#include "server/backups/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <system_error>

#include "server/on_disk.h"

namespace tdkt::server {

namespace fs = std::filesystem;
using namespace std::chrono;

namespace {

constexpr auto pattern = "tdkt-%04d%02u%02uT%02d%02d%02dZ.backup";

std::optional<std::int64_t> made_at(const std::string& name) {
    int year = 0, hour = 0, minute = 0, second = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(name.c_str(), "tdkt-%4d%2u%2uT%2d%2d%2dZ.backup", &year, &month, &day, &hour,
                    &minute, &second) != 6)
        return {};
    const year_month_day on{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day)};
    if (!on.ok()) return {};
    const auto at = sys_days(on) + hours(hour) + minutes(minute) + seconds(second);
    const auto stamp = duration_cast<milliseconds>(at.time_since_epoch()).count();
    // Whatever was not read, the name must be the one that we would have given.
    return backup_name(stamp) == name ? std::optional(stamp) : std::nullopt;
}

}  // namespace

std::string backup_name(std::int64_t made_at) {
    const auto at = floor<seconds>(sys_time<milliseconds>(milliseconds(made_at)));
    const auto midnight = floor<days>(at);
    const year_month_day on(midnight);
    const hh_mm_ss time(at - midnight);
    char name[64];
    std::snprintf(name, sizeof name, pattern, static_cast<int>(on.year()),
                  static_cast<unsigned>(on.month()), static_cast<unsigned>(on.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return name;
}

std::vector<KeptBackup> backups_in(const fs::path& folder) {
    std::vector<KeptBackup> found;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder, absent)) {
        std::error_code gone;
        const auto at = made_at(entry.path().filename().string());
        if (!at || !entry.is_regular_file(gone)) continue;
        const auto size = entry.file_size(gone);
        if (!gone) found.push_back({entry.path(), *at, size});
    }
    std::ranges::sort(found, std::greater{}, &KeptBackup::made_at);
    return found;
}

void remove_old_backups(const fs::path& folder, const Keep& keep) {
    const auto backups = backups_in(folder);
    std::vector<std::int64_t> times;
    for (const auto& one : backups) times.push_back(one.made_at);
    const auto stays = kept(times, keep);
    for (const auto& one : backups)
        if (!stays.contains(one.made_at)) fs::remove(one.file);
}

FolderTurn::FolderTurn(const fs::path& folder) {
    make_folder(folder);
    held_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (held_ < 0)
        throw std::system_error(errno, std::generic_category(), "cannot open " + folder.string());
    ours_ = ::flock(held_, LOCK_EX | LOCK_NB) == 0;
}

FolderTurn::~FolderTurn() {
    ::close(held_);
}

}  // namespace tdkt::server
