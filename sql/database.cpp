#include "sql/database.h"

#include <chrono>
#include <random>
#include <thread>

namespace tdkt::sql {
Database::Database(const std::string& url, std::size_t connections)
    : dialect_(url.starts_with("sqlite3://") ? sqlite : mariadb), pool_(connections) {
    for (std::size_t i = 0; i < connections; ++i) pool_.at(i).open(url);
}

void pause(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    std::uniform_int_distribution<int> milliseconds(1, 2 << attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
}

Rollback::~Rollback() {
    if (!open_) return;
    try {
        db_ << "rollback";
    } catch (const soci::soci_error&) {
        // The connection is gone, and the transaction with it.
    }
}

void Rollback::commit() {
    db_ << "commit";
    open_ = false;
}

}  // namespace tdkt::sql
