// A backup every day, made while the server runs: written, tried out, and only
// then given its name. What there is says what is due, so that a server that was
// off at the hour makes up for it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "server/app.h"
#include "server/backups/folder.h"

namespace tdkt::server {

// The moment (UTC, milliseconds) since which a backup should be there: the last
// time that the hour of the settings came, in Vietnam.
std::int64_t backup_due_at(const Settings& settings, std::int64_t now);

// Nothing is scheduled, or the last backup is no older than it should be; one that
// is just being made has six hours for it.
bool is_backup_late(const Settings& settings, std::int64_t now);

class Backups {
  public:
    // Without a folder in the settings it never does anything. Adds its figures
    // to the metrics.
    explicit Backups(App& app);
    ~Backups();  // as stop()
    Backups(const Backups&) = delete;
    Backups& operator=(const Backups&) = delete;

    // Works in a thread of its own, and looks every minute whether one is due.
    void start();
    // Breaks a backup under way off.
    void stop();

    // Makes the backup that is due, in the caller's thread. A failure is logged
    // and told to the administrators, once a day, and tried anew after an hour.
    // While a vote is open it is put off, for half a day at most: two backups
    // would tell who voted in between.
    void make_due();

  private:
    void work();
    void make(std::int64_t now);
    void fail(const std::exception& error, std::int64_t now);

    App& app_;
    std::int64_t not_before_ = 0, told_at_ = 0;
    std::atomic<std::int64_t> failures_ = 0;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::condition_variable ended_;
    std::thread thread_;
};

}  // namespace tdkt::server
