#include "server/backups/schedule.h"

#include <chrono>

#include "server/backups/file.h"
#include "server/jobs/checkpoints.h"
#include "server/on_disk.h"
#include "server/steps/telling.h"
#include "sql/people.h"

namespace tdkt::server {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;
constexpr std::chrono::minutes between_looks{1};

std::int64_t newest(const Settings& settings) {
    const auto backups = backups_in(settings.backup_folder);
    return backups.empty() ? 0 : backups.front().made_at;
}

// A program that was killed has left them; whoever has the turn in the folder removes them.
void remove_parts(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("new-tdkt-")) fs::remove(entry.path());
    }
}

// Administrators of every organ: the data are those of all.
void tell_administrators(App& app, const std::string& text, std::int64_t now) {
    app.database.change([&](sql::Change& change) {
        for (const auto& organ : sql::organs(change.db()))
            for (const auto& account :
                 sql::accounts_with(change.db(), organ.id, workflow::Role::administrator))
                tell(change, app.settings.mail.is_set(), account.id, {text, "/audit"}, now);
    });
}

}  // namespace

std::int64_t backup_due_at(const Settings& settings, std::int64_t now) {
    const auto today = workflow::start_of(workflow::day_of(now)) + settings.backup_hour * hour;
    return today <= now ? today : today - day;
}

bool is_backup_late(const Settings& settings, std::int64_t now) {
    return !settings.backup_folder.empty() &&
           newest(settings) < backup_due_at(settings, now - 6 * hour);
}

Backups::Backups(App& app) : app_(app) {
    const auto& settings = app.settings;
    if (settings.backup_folder.empty()) return;
    app.metrics.ask("tdkt_backup_last_seconds",
                    "When the last backup that was tried out was made (Unix time; 0: none).",
                    [&settings] { return newest(settings) / 1000; });
    app.metrics.ask("tdkt_backup_size_bytes", "Its size.", [&settings] {
        const auto backups = backups_in(settings.backup_folder);
        return backups.empty() ? 0 : static_cast<std::int64_t>(backups.front().size);
    });
    app.metrics.ask("tdkt_backup_failures", "Backups that failed since the program began.",
                    [this] { return failures_.load(); });
}

Backups::~Backups() {
    stop();
}

void Backups::start() {
    if (app_.settings.backup_folder.empty() || thread_.joinable()) return;
    stopping_ = false;
    thread_ = std::thread([this] { work(); });
}

void Backups::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    ended_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Backups::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        make_due();
        lock.lock();
        ended_.wait_for(lock, between_looks, [this] { return stopping_.load(); });
    }
}

void Backups::make_due() {
    const auto& settings = app_.settings;
    const auto now = app_.now();
    if (settings.backup_folder.empty() || now < not_before_) return;
    try {
        const FolderTurn turn(settings.backup_folder);
        const auto due_at = backup_due_at(settings, now);
        if (!turn.is_ours() || newest(settings) >= due_at) return;
        if (app_.database.read([](auto& db) { return sql::open_votes(db); }) > 0) {
            if (now - due_at < day / 2) return;
            throw std::runtime_error("a vote has been open since; close it, then it is made");
        }
        make(now);
    } catch (const std::exception& error) {
        if (!stopping_) fail(error, now);
    }
}

void Backups::make(std::int64_t now) {
    const fs::path folder(app_.settings.backup_folder), name = backup_name(now),
                                                        part = folder / ("new-" + name.string());
    remove_parts(folder);
    const auto written = write_backup(app_.database, part, now, &stopping_);
    const auto key = audit_key(app_);
    const auto tried = try_backup(
        part, fs::path(app_.settings.data) / "spool", app_.rules,
        [&](const auto& each) { return key.believes(each); }, now, &stopping_);
    if (!tried.breaks.empty())
        throw std::runtime_error("the audit of the backup finds: " + tried.breaks.front());
    fs::rename(part, folder / name);
    keep_on_disk(folder);  // before older ones go
    remove_old_backups(folder, app_.settings.backup_keep);
    app_.log.line("backup", {{"file", name.string()}, {"bytes", std::to_string(written.size)}});
}

void Backups::fail(const std::exception& error, std::int64_t now) {
    ++failures_;
    not_before_ = now + hour;
    const auto number = app_.log.accident(error, "backup");
    if (told_at_ != 0 && now - told_at_ < day - hour) return;
    try {
        tell_administrators(app_,
                            "Chưa lập được bản sao lưu dữ liệu lúc " + workflow::date_time(now) +
                                "; hệ thống sẽ thử lại sau một giờ. Người vận hành xem nhật ký "
                                "máy chủ, mã " +
                                number + ".",
                            now);
        told_at_ = now;
    } catch (const std::exception& second) {
        app_.log.accident(second, "backup");
    }
}

}  // namespace tdkt::server
