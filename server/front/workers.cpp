#include "server/front/workers.h"

namespace tdkt::server {

Workers::Workers(int threads, int most_waiting)
    : most_waiting_(static_cast<std::size_t>(most_waiting)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::scoped_lock lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool Workers::take(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= most_waiting_ + idle_) return false;
        waiting_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

int Workers::waiting() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<int>(waiting_.size());
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
        --idle_;
        if (waiting_.empty()) return;
        auto work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
        work = {};
        lock.lock();
    }
}

}  // namespace tdkt::server
