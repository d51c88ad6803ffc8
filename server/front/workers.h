// Threads that answer what has arrived, in the order in which it did. Nobody
// waits without being counted: beyond so many, one more is turned away.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tdkt::server {

class Workers {
  public:
    using Work = std::function<void()>;  // throws nothing

    Workers(int threads, int most_waiting);
    ~Workers();  // ends after what is under way and waits
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False: too many wait already.
    bool take(Work work);

    int waiting() const;

  private:
    void run();

    const std::size_t most_waiting_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    std::size_t idle_ = 0;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tdkt::server
