#include "sql/database.h"

#include <algorithm>
#include <random>
#include <thread>

#include "sql/statements.h"

namespace tdkt::sql {
namespace {

using std::chrono::steady_clock;

// Five tries at once gave up on a quarter of the changes in a crossed race;
// ten with growing pauses on none.
constexpr int most_attempts = 10;

// Waits a little, longer each time and never twice the same, so that those who
// lost a race do not meet again.
void pause(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    std::uniform_int_distribution<int> milliseconds(1, 2 << attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
}

// Rolls back unless told that all went well, and spoils a connection on which
// even that fails.
class Transaction {
  public:
    Transaction(Pool::Lease& lease, const std::string& begin) : lease_(lease) {
        try {
            lease_.session() << begin;
        } catch (const soci::soci_error&) {
            lease_.spoil();
            throw;
        }
    }

    ~Transaction() {
        if (!open_) return;
        try {
            lease_.session().rollback();
        } catch (const soci::soci_error&) {
            lease_.spoil();
        }
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit() {
        try {
            lease_.session().commit();
            open_ = false;
        } catch (const soci::soci_error& error) {
            if (meaning(error) != Meaning::lost_connection) throw;
            lease_.spoil();
            throw Accident(accident(error).code(),
                           "the connection broke during commit; whether the change was kept is "
                           "not known");
        }
    }

  private:
    Pool::Lease& lease_;
    bool open_ = true;
};

}  // namespace

workflow::Id Change::last_id() {
    long long id = 0;
    if (!db_.get_last_insert_id("", id)) throw Accident(0, "the database gives no key");
    return id;
}

Database::Database(const std::string& url, std::size_t connections,
                   std::chrono::milliseconds patience)
    : address_(parse_address(url)),
      dialect_(dialect_of(address_)),
      patience_(patience),
      connections_(std::max<std::size_t>(connections, 1),
                   [this] { return connect(address_, Use::reading); }) {
    if (dialect_.one_writer) {
        one_writer_ = std::make_unique<OneWriter>(address_.path + "-writer");
        writer_ = std::make_unique<Pool>(1, [this] { return connect(address_, Use::writing); });
    }
    try {
        std::optional<OneWriter::Turn> turn;
        if (one_writer_) turn.emplace(*one_writer_, patience_);
        writers().lease(patience_);
    } catch (const soci::soci_error& error) {
        throw accident(error);
    }
}

void Database::run_read(const std::function<void(soci::session&)>& work) {
    for (int attempt = 1;; ++attempt) {
        bool begun = false;
        try {
            const auto lease = connections_.lease(patience_);
            const Transaction view(*lease, dialect_.begin_read);
            begun = true;
            return work(lease->session());
        } catch (const soci::soci_error& error) {
            if (begun || !is_worth_another_try(error)) throw accident(error);
            if (attempt == most_attempts) throw workflow::Problem::busy();
            pause(attempt);
        }
    }
}

void Database::run_change(const std::function<void(Change&)>& work) {
    const auto until = steady_clock::now() + patience_;
    for (int attempt = 1; !try_change(work); ++attempt) {
        if (attempt == most_attempts || steady_clock::now() > until)
            throw workflow::Problem::busy();
        pause(attempt);
    }
}

// False: it lost, nothing of it was kept, and it may run again.
bool Database::try_change(const std::function<void(Change&)>& work) {
    bool announced = false;
    try {
        const auto lease = writers().lease(patience_);
        std::optional<OneWriter::Turn> turn;
        if (one_writer_) turn.emplace(*one_writer_, patience_);
        Transaction transaction(*lease, dialect_.begin_write);
        Change change(lease->session(), dialect_);
        work(change);
        transaction.commit();
        announced = change.announced_;
    } catch (const soci::soci_error& error) {
        if (is_worth_another_try(error)) return false;
        throw accident(error);
    }
    if (announced) tell_listener();
    return true;
}

void Database::listen(std::function<void()> listener) {
    const std::scoped_lock lock(listener_mutex_);
    listener_ = std::move(listener);
}

void Database::tell_listener() {
    const std::scoped_lock lock(listener_mutex_);
    if (listener_) listener_();
}

}  // namespace tdkt::sql
