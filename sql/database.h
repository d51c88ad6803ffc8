// Connections and transactions.
#pragma once

#include <soci/soci.h>

#include <string>

#include "sql/dialect.h"
#include "workflow/problem.h"

namespace tdkt::sql {

// A transaction that may write. Made by Database::change() alone, so that a
// function which asks for a Change cannot be called outside of one.
class Change {
  public:
    soci::session& db() { return db_; }

  private:
    friend class Database;
    explicit Change(soci::session& db) : db_(db) {}
    soci::session& db_;
};

class Database {
  public:
    // `url` as in the settings: "sqlite3://db=file timeout=5", "mysql://host=... db=...".
    explicit Database(const std::string& url, std::size_t connections = 8);

    // Runs work(session) on one consistent view of the data.
    template <class Work>
    auto read(Work work);

    // Runs work(change) and keeps what it did; forgets it if work throws. When
    // the change loses a race, the whole of work runs again, so it must touch
    // nothing else: it loads, decides and records. Throws Problem{busy} when it
    // keeps losing.
    template <class Work>
    auto change(Work work);

  private:
    const Dialect& dialect_;
    soci::connection_pool pool_;
};

// Waits a little, longer each time and never twice the same, so that those who
// lost a race do not meet again.
void pause(int attempt);

// Rolls back unless told that all went well.
class Rollback {
  public:
    Rollback(soci::session& db, const std::string& begin) : db_(db) { db_ << begin; }
    ~Rollback();
    Rollback(const Rollback&) = delete;
    Rollback& operator=(const Rollback&) = delete;

    void commit();

  private:
    soci::session& db_;
    bool open_ = true;
};

template <class Work>
auto Database::read(Work work) {
    soci::session db(pool_);
    Rollback view(db, dialect_.begin_read);
    return work(db);
}

template <class Work>
auto Database::change(Work work) {
    for (int attempt = 1;; ++attempt) {
        try {
            soci::session db(pool_);
            Rollback undo(db, dialect_.begin_write);
            Change change(db);
            auto result = work(change);
            undo.commit();
            return result;
        } catch (const soci::soci_error& error) {
            if (!dialect_.lost_a_race(error)) throw;
            if (attempt == 10) throw workflow::Problem::busy();
            pause(attempt);
        }
    }
}

}  // namespace tdkt::sql
