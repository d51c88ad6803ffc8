// Delivers what the outbox holds: a thread for each channel, so that a slow mail server
// keeps no webhook waiting.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "server/app.h"
#include "sql/outbox.h"

namespace tdkt::server {

// A channel, when it is open, and how a message goes. `deliver` throws Undelivered; it may be
// called again for what it has delivered already, when the program died before it was noted.
struct Way {
    workflow::Channel channel;
    bool (*is_open)(const Settings&);
    void (*deliver)(App&, const sql::Message&);
};
std::span<const Way> all_ways();

class Outbox {
  public:
    // Adds its figures to the metrics. Does nothing by itself until start(). A test gives
    // other ways.
    explicit Outbox(App& app, std::span<const Way> ways = all_ways());
    ~Outbox();  // ends after the deliveries under way
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    // Looks for what is due every two seconds, on the channels that are open.
    void start();
    // Begins no more deliveries. False: one was still under way after `patience`; its
    // message comes free by itself.
    bool stop(std::chrono::seconds patience = std::chrono::minutes(1));

    // Tries all that is due, in the caller's thread, and gives the number tried.
    int run_due();

  private:
    void work(const Way& way);
    bool run_one(const Way& way);
    void fail(const sql::Message& message, const std::exception& error);
    void forget_old();
    void join();

    App& app_;
    const std::span<const Way> ways_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool stopping_ = false;
    std::size_t at_work_ = 0;  // threads
    std::vector<std::thread> threads_;
};

}  // namespace tdkt::server
