// Connections and transactions: the only place that begins, commits and tries
// again.
#pragma once

#include <soci/soci.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "sql/accident.h"
#include "sql/dialect.h"
#include "sql/one_writer.h"
#include "sql/pool.h"
#include "workflow/actor.h"
#include "workflow/problem.h"

namespace tdkt::sql {

// A transaction that may write. Made by Database::change() alone, so that a
// function which asks for a Change cannot be called outside of one.
class Change {
  public:
    soci::session& db() { return db_; }
    const Dialect& dialect() const { return dialect_; }

    // The key that the last insert of this transaction was given.
    workflow::Id last_id();

    // Has the listener called once the change is kept.
    void announce() { announced_ = true; }

  private:
    friend class Database;
    Change(soci::session& db, const Dialect& dialect) : db_(db), dialect_(dialect) {}

    soci::session& db_;
    const Dialect& dialect_;
    bool announced_ = false;
};

class SharedCommit;

class Database {
  public:
    // `url` as parse_address() reads it; at most `connections` of them are open
    // at once, and nobody waits longer than `patience` for one. Connects, so
    // that a wrong setting is told at once. Throws std::invalid_argument or Accident.
    explicit Database(const std::string& url, std::size_t connections = 8,
                      std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~Database();

    // Runs work(session) on one consistent view of the data. When the connection
    // is lost, the whole of work runs again, so it must touch nothing else. Throws
    // Problem{busy} when no connection can be had; a read inside of another, or
    // of a change, needs a second one.
    template <class Work>
    auto read(Work work) {
        return call<soci::session>(work, [&](const auto& run) { run_read(run, true); });
    }

    // The same for work that passes on what it reads while it reads: it never runs
    // twice, and a lost connection is an Accident.
    template <class Work>
    auto read_once(Work work) {
        return call<soci::session>(work, [&](const auto& run) { run_read(run, false); });
    }

    // Runs work(change) and keeps what it did; forgets it if work throws. When
    // the change loses a race, the whole of work runs again, so it must touch
    // nothing else: it loads, decides and records. So it does when the connection
    // is lost before the commit. Throws Problem{busy} when it keeps losing or the
    // database stays away, and OutcomeUnknown when the connection broke while
    // committing: then nobody knows whether the change was kept. On SQLite changes
    // that wait share a commit, so work may run in the thread of another caller: call
    // this with no lock held that any change takes.
    template <class Work>
    auto change(Work work) {
        return call<Change>(work, [&](const auto& run) { run_change(run, false); });
    }

    // The same for work that comes to the same when it is kept twice, as a mark that
    // somebody was here: where change() would throw OutcomeUnknown, it runs again.
    template <class Work>
    auto change_alike(Work work) {
        return call<Change>(work, [&](const auto& run) { run_change(run, true); });
    }

    // Called after each change that announced something, in its thread; one at
    // a time. An empty function ends it.
    void listen(std::function<void()> listener);

    const Dialect& dialect() const { return dialect_; }

  private:
    template <class Argument, class Work, class Run>
    static auto call(Work& work, Run run) {
        using Result = decltype(work(std::declval<Argument&>()));
        if constexpr (std::is_void_v<Result>) {
            run([&](Argument& argument) { work(argument); });
        } else {
            std::optional<std::decay_t<Result>> result;
            run([&](Argument& argument) { result.emplace(work(argument)); });
            return std::move(*result);
        }
    }

    void run_read(const std::function<void(soci::session&)>& work, bool repeatable);
    void run_change(const std::function<void(Change&)>& work, bool alike);
    template <class Run>
    std::optional<Meaning> attempt(Run run);
    template <class Run>
    void with_connection(Run run);
    void tell_listener();

    const Address address_;
    const Dialect& dialect_;
    const std::chrono::milliseconds patience_;
    std::unique_ptr<OneWriter> one_writer_;
    std::unique_ptr<Pool> writer_;  // SQLite; closed after the readers, for it checkpoints
    std::unique_ptr<SharedCommit> shared_;
    Pool connections_;
    std::mutex listener_mutex_;
    std::function<void()> listener_;
};

}  // namespace tdkt::sql
