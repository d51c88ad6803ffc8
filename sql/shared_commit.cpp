#include "sql/shared_commit.h"

#include <optional>

#include "sql/accident.h"
#include "sql/statements.h"
#include "sql/transaction.h"
#include "workflow/problem.h"

namespace tdkt::sql {
namespace {

// So that the first of them does not wait for ever longer trains of others.
constexpr std::size_t most_together = 64;

// Another change broke the transaction that this one was in.
struct Broken {};

// What leaves to the caller, made here since the statement that failed is known in
// this thread alone.
std::exception_ptr told(const soci::soci_error& error) {
    if (is_worth_another_try(meaning(error))) return std::current_exception();
    return std::make_exception_ptr(accident(error));
}

// What `work` throws, if anything.
std::exception_ptr failure_of(const SharedCommit::Work& work, soci::session& db) {
    try {
        work(db);
        return {};
    } catch (const soci::soci_error& error) {
        return told(error);
    } catch (...) {
        return std::current_exception();
    }
}

// The same as a part that can be undone. Throws Broken when the whole is lost, as
// SQLite rolls back all of a transaction when the disk is full.
std::exception_ptr failure_of_part(const SharedCommit::Work& work, soci::session& db) {
    db << "savepoint part";
    const auto failure = failure_of(work, db);
    try {
        if (failure) db << "rollback to part";
        db << "release part";
    } catch (const soci::soci_error&) {
        throw Broken{};
    }
    return failure;
}

}  // namespace

SharedCommit::SharedCommit(Pool& writer, const OneWriter& one_writer, const Dialect& dialect,
                           std::chrono::milliseconds patience)
    : writer_(writer), one_writer_(one_writer), dialect_(dialect), patience_(patience) {}

void SharedCommit::run(const Work& work) {
    Waiting self(work, false);
    run_once(self);
    if (self.again) {
        Waiting alone(work, true);
        run_once(alone);
    }
}

std::size_t SharedCommit::waiting() {
    const std::scoped_lock lock(mutex_);
    return waiting_.size();
}

void SharedCommit::run_once(Waiting& self) {
    enter(self);
    if (self.is == Waiting::leads) {
        Together served;
        served.reserve(most_together);
        serve(self, served);
        resign(served);
    } else {
        count_statements(self.statements);
    }
    if (self.failure) std::rethrow_exception(self.failure);
}

// Until somebody has served it, or it is to lead itself.
void SharedCommit::enter(Waiting& self) {
    std::unique_lock lock(mutex_);
    if (!led_) {
        led_ = true;
        self.is = Waiting::leads;
        return;
    }
    waiting_.push_back(&self);
    const auto arrived = [&] { return self.is == Waiting::leads || self.is == Waiting::served; };
    if (self.woken.wait_for(lock, patience_, arrived)) return;
    if (self.is == Waiting::waits) {
        std::erase(waiting_, &self);
        throw workflow::Problem::busy();
    }
    self.woken.wait(lock, arrived);
}

// The next one leads, and whoever was served goes on.
void SharedCommit::resign(const Together& served) {
    const std::scoped_lock lock(mutex_);
    led_ = !waiting_.empty();
    if (led_) {
        auto* const leader = waiting_.front();
        waiting_.pop_front();
        leader->is = Waiting::leads;
        leader->woken.notify_one();
    }
    for (auto* const one : served) {
        one->is = Waiting::served;
        one->woken.notify_one();
    }
}

SharedCommit::Waiting* SharedCommit::next(const Waiting& leader, const Together& served) {
    if (leader.alone || served.size() + 1 == most_together) return nullptr;
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty() || waiting_.front()->alone) return nullptr;
    auto* const one = waiting_.front();
    waiting_.pop_front();
    one->is = Waiting::taken;
    return one;
}

// Never throws: what goes wrong is told to whom it concerns.
void SharedCommit::serve(Waiting& leader, Together& served) {
    try {
        share(leader, served);
        return;
    } catch (const soci::soci_error& error) {
        leader.failure = told(error);
    } catch (...) {
        leader.failure = std::current_exception();
    }
    // Of several nobody knows whose fault it was, and one that was refused may have been so for
    // what another did that is undone: each tries by itself.
    if (served.empty()) return;
    const auto send_back = [](Waiting& one) {
        one.failure = nullptr;
        one.again = true;
    };
    send_back(leader);
    for (auto* const one : served) send_back(*one);
}

void SharedCommit::share(Waiting& leader, Together& served) {
    const OneWriter::Turn turn(one_writer_, patience_);
    const auto lease = writer_.lease(patience_);
    Transaction transaction(*lease, dialect_.begin_write);
    leader.failure = failure_of(leader.work, lease->session());
    if (leader.failure) return;
    while (auto* const one = next(leader, served)) {
        served.push_back(one);
        const auto before = statements_prepared();
        one->failure = failure_of_part(one->work, lease->session());
        one->statements = statements_prepared() - before;
        count_statements(-one->statements);
    }
    transaction.commit(false);
}

}  // namespace tdkt::sql
