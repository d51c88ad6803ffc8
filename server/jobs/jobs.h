// Does in the background what a step calls for once it is stored: writes
// papers, tells people.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "sql/jobs.h"

namespace tdkt::server {

class Jobs {
  public:
    // Carries an effect out. It may be called again for the same job, after a
    // failure or when the program died in between, and must then not do the
    // thing twice. What it throws puts the job off.
    using Carry = std::function<void(const sql::Job&)>;

    struct Means {
        sql::Database& database;
        std::function<std::int64_t()> now;  // UTC, milliseconds
        std::map<std::string, Carry> effects;
        // Told of each failure; gives the words kept for the operator. These
        // must hold no personal data.
        std::function<std::string(const sql::Job&, const std::exception&)> accident;
    };

    // Does nothing by itself until start(). Listens to the database.
    explicit Jobs(Means means);
    ~Jobs();  // as stop()
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    // Works in a thread of its own: at once when a job is added here, and every
    // few seconds, for jobs put off or added by another server.
    void start();

    // Ends after the job under way. Does nothing when not started. False: that job is
    // not done after `patience`, was given back, and its thread is still at work; the
    // program had better end.
    bool stop(std::chrono::seconds patience = std::chrono::hours(24));

    // Does all that is due, in the caller's thread, and gives the number of
    // jobs tried. Jobs that they add are done too.
    int run_due();

  private:
    void work();
    void wake();
    bool run_one();
    void carry_out(const sql::Job& job);
    void note(const sql::Job& job);
    void give_back();

    const Means means_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool added_ = false;
    bool stopping_ = false;
    bool at_work_ = false;
    sql::Job under_way_;  // id 0: none
    std::thread thread_;
};

}  // namespace tdkt::server
