// Connections that are lent out, to those who wait in the order they came.
#pragma once

#include <soci/soci.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace tdkt::sql {

class Pool {
    struct Connection {
        std::unique_ptr<soci::session> session;  // none: not opened yet, or spoiled
        std::chrono::steady_clock::time_point used;
    };

  public:
    using Opener = std::function<std::unique_ptr<soci::session>()>;

    // Opens a connection when it is first lent. `size` is at least 1.
    Pool(std::size_t size, Opener open);

    // A connection in one thread's hands; goes back with the lease.
    class Lease {
      public:
        Lease(Pool& pool, Connection& connection) : pool_(pool), connection_(connection) {}
        ~Lease() { pool_.give_back(connection_); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        soci::session& session() { return *connection_.session; }
        // The next one to use this connection gets a new one.
        void spoil() { connection_.used = {}; }

      private:
        friend class Pool;
        Pool& pool_;
        Connection& connection_;
    };

    // Lends a connection that works, opening a new one in the place of one that
    // has died. Throws Problem{busy} when none came free within `patience`, and
    // soci_error when the database cannot be reached.
    std::unique_ptr<Lease> lease(std::chrono::milliseconds patience);

    // How many wait at this moment.
    std::size_t waiting();

  private:
    struct Waiter {
        std::condition_variable ready;
        Connection* given = nullptr;
    };

    Connection& take(std::chrono::milliseconds patience);
    void give_back(Connection& connection);
    void make_ready(Connection& connection);

    Opener open_;
    std::vector<Connection> connections_;
    std::mutex mutex_;
    std::vector<Connection*> free_;
    std::deque<Waiter*> waiting_;
};

}  // namespace tdkt::sql
