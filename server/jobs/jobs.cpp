#include "server/jobs/jobs.h"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace tdkt::server {
namespace {

constexpr std::chrono::seconds between_looks{5};

}  // namespace

Jobs::Jobs(Means means) : means_(std::move(means)) {
    means_.database.listen([this] { wake(); });
}

Jobs::~Jobs() {
    means_.database.listen({});
    stop();
}

void Jobs::start() {
    if (thread_.joinable()) return;
    stopping_ = false;
    at_work_ = true;
    thread_ = std::thread([this] { work(); });
}

bool Jobs::stop(std::chrono::seconds patience) {
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
        if (!changed_.wait_for(lock, patience, [this] { return !at_work_; })) {
            lock.unlock();
            give_back();
            return false;
        }
    }
    if (thread_.joinable()) thread_.join();
    return true;
}

// On another server it need not wait until it comes free by itself.
void Jobs::give_back() {
    std::unique_lock lock(mutex_);
    const auto job = under_way_;
    lock.unlock();
    if (job.id == 0) return;
    try {
        means_.database.change([&](sql::Change& change) { sql::give_back(change, job); });
    } catch (const std::exception& error) {
        means_.accident(job, error);
    }
}

void Jobs::wake() {
    {
        const std::scoped_lock lock(mutex_);
        added_ = true;
    }
    changed_.notify_all();
}

void Jobs::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        added_ = false;
        lock.unlock();
        const bool more = run_one();
        lock.lock();
        if (!more) changed_.wait_for(lock, between_looks, [this] { return added_ || stopping_; });
    }
    at_work_ = false;
    lock.unlock();
    changed_.notify_all();
}

int Jobs::run_due() {
    int tried = 0;
    while (run_one()) ++tried;
    return tried;
}

// False: nothing was due, or the database could not be asked.
bool Jobs::run_one() {
    sql::Job job;
    try {
        const auto due = sql::take_job(means_.database, means_.now());
        if (!due) return false;
        job = *due;
        note(job);
        carry_out(job);
        note({});
        means_.database.change(
            [&](sql::Change& change) { sql::finish_job(change, job, means_.now()); });
        return true;
    } catch (const std::exception& error) {
        note({});
        const auto words = means_.accident(job, error);
        if (job.id == 0) return false;
        try {
            means_.database.change(
                [&](sql::Change& change) { sql::fail_job(change, job, words, means_.now()); });
        } catch (const std::exception& second_error) {
            // The job comes free by itself when its time is over.
            means_.accident(job, second_error);
            return false;
        }
        return true;
    }
}

void Jobs::note(const sql::Job& job) {
    const std::scoped_lock lock(mutex_);
    under_way_ = job;
}

void Jobs::carry_out(const sql::Job& job) {
    const auto effect = means_.effects.find(job.effect);
    if (effect == means_.effects.end())
        throw std::logic_error("no function for the effect " + job.effect);
    effect->second(job);
}

}  // namespace tdkt::server
