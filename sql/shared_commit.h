// Changes that wait for the one connection that writes reach the disk together:
// the first does its own work, then that of those who wait, and commits for all.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "sql/dialect.h"
#include "sql/one_writer.h"
#include "sql/pool.h"

namespace tdkt::sql {

class SharedCommit {
  public:
    using Work = std::function<void(soci::session&)>;

    // `writer` lends one connection; nobody waits longer than `patience` to be begun.
    // All three outlive this.
    SharedCommit(Pool& writer, const OneWriter& one_writer, const Dialect& dialect,
                 std::chrono::milliseconds patience);

    // Runs work in a transaction, and returns when what it did is on the disk. What
    // work throws leaves here, and undoes that work alone. It may run in the thread of
    // another caller, and twice when what it shared a transaction with breaks that; so
    // no caller may hold a lock that any work takes. Throws Problem{busy}, soci_error
    // when all of it may be tried again, Accident.
    void run(const Work& work);

    // How many wait at this moment.
    std::size_t waiting();

  private:
    struct Waiting {
        Waiting(const Work& w, bool by_itself) : work(w), alone(by_itself) {}

        const Work& work;
        const bool alone;  // shares with nobody: it was in a transaction that broke
        enum { waits, leads, taken, served } is = waits;
        bool again = false;  // its transaction broke, by no fault of its own
        std::exception_ptr failure;
        std::int64_t statements = 0;
        std::condition_variable woken;
    };
    using Together = std::vector<Waiting*>;

    void run_once(Waiting& self);
    void enter(Waiting& self);
    void resign(const Together& served);
    Waiting* next(const Waiting& leader, const Together& served);
    void serve(Waiting& leader, Together& served);
    void share(Waiting& leader, Together& served);

    Pool& writer_;
    const OneWriter& one_writer_;
    const Dialect& dialect_;
    const std::chrono::milliseconds patience_;
    std::mutex mutex_;
    bool led_ = false;
    std::deque<Waiting*> waiting_;
};

}  // namespace tdkt::sql
