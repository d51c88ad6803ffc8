// The whole program within a test: a database of its own, a free port, a clock
// that the test sets.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "server/app.h"
#include "server/front/door.h"
#include "sql/people.h"
#include "tests/support/database.h"

namespace tdkt::test {

class Server {
  public:
    static constexpr auto password = "thi đua khen thưởng 2025";

    // Another way to the database at an address.
    using Detour = std::function<std::string(const std::string& url)>;

    // `routes` stand beside those of the program.
    explicit Server(std::vector<server::Route> routes = {},
                    const std::string& engine = any_engine(), const Detour& detour = {},
                    std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~Server();

    server::App& app() { return app_; }
    int port() const { return door_->port(); }
    void pass(std::int64_t milliseconds) { now_ += milliseconds; }
    std::string data() const { return app_.settings.data; }
    std::string log() const;  // all lines so far

    // An account in the one unit of the one organ, with the password above.
    workflow::Id add_person(const std::string& username, workflow::Role roles);

  private:
    server::App open(const std::string& url, std::chrono::milliseconds patience);

    std::vector<server::Route> routes_;
    FreshDatabase fresh_;
    TempDir folder_;
    std::atomic<std::int64_t> now_ = 1'762'000'000'000;
    mutable std::mutex log_mutex_;
    std::string log_;
    server::App app_;
    std::unique_ptr<server::Door> door_;
    workflow::Id organ_ = 0;
    workflow::Id unit_ = 0;
};

}  // namespace tdkt::test
