#include "sql/pool.h"

#include "workflow/problem.h"

namespace tdkt::sql {
namespace {

// A server may have closed a connection that lay idle; asking costs a round
// trip, so one that was in use a moment ago is not asked.
constexpr std::chrono::seconds trusted_for{5};

}  // namespace

Pool::Pool(std::size_t size, Opener open) : open_(std::move(open)), connections_(size) {
    for (auto& connection : connections_) free_.push_back(&connection);
}

std::unique_ptr<Pool::Lease> Pool::lease(std::chrono::milliseconds patience) {
    auto lease = std::make_unique<Lease>(*this, take(patience));
    make_ready(lease->connection_);
    return lease;
}

std::size_t Pool::waiting() {
    const std::scoped_lock lock(mutex_);
    return waiting_.size();
}

Pool::Connection& Pool::take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!free_.empty()) {
        auto* const connection = free_.back();
        free_.pop_back();
        return *connection;
    }
    Waiter self;
    waiting_.push_back(&self);
    if (!self.ready.wait_for(lock, patience, [&] { return self.given != nullptr; })) {
        std::erase(waiting_, &self);
        throw workflow::Problem::busy();
    }
    return *self.given;
}

void Pool::give_back(Connection& connection) {
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty()) {
        free_.push_back(&connection);
        return;
    }
    auto* const next = waiting_.front();
    waiting_.pop_front();
    next->given = &connection;
    next->ready.notify_one();
}

void Pool::make_ready(Connection& connection) {
    using std::chrono::steady_clock;
    const auto now = steady_clock::now();
    const bool spoiled = connection.used == steady_clock::time_point{};
    const bool idle = now - connection.used > trusted_for;
    if (connection.session && (spoiled || (idle && !connection.session->is_connected())))
        connection.session.reset();
    if (!connection.session) connection.session = open_();
    connection.used = now;
}

}  // namespace tdkt::sql
