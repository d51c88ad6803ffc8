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
constexpr int most_lost_races = 10;
// A cluster that lost its writing node has the next one within about three seconds.
constexpr int longest_pause = 256;  // milliseconds

// The one place that decides about another try. Races are lost at most so often;
// for a database that cannot be reached one waits as long as for a connection.
class Tries {
  public:
    explicit Tries(std::chrono::milliseconds patience) : until_(steady_clock::now() + patience) {}

    // Waits a little, longer each time and never twice the same, so that those who
    // lost a race do not meet again. Throws Problem{busy} when it was enough.
    void next(Meaning why) {
        if (why == Meaning::lost_race && ++races_ == most_lost_races)
            throw workflow::Problem::busy();
        longest_ = std::min(2 * longest_, longest_pause);
        thread_local std::minstd_rand random(std::random_device{}());
        const std::chrono::milliseconds pause(
            std::uniform_int_distribution<int>(1, longest_)(random));
        if (steady_clock::now() + pause > until_) throw workflow::Problem::busy();
        std::this_thread::sleep_for(pause);
    }

  private:
    const steady_clock::time_point until_;
    int races_ = 0;
    int longest_ = 1;
};

// Rolls back unless told that all went well, and spoils a connection that fails:
// the next one may lead to another node.
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

    // `alike`: a lost connection is an error like others, since the work may be kept twice.
    void commit(bool alike) {
        try {
            lease_.session().commit();
            open_ = false;
        } catch (const soci::soci_error& error) {
            if (alike || meaning(error) != Meaning::unreachable) throw;
            lease_.spoil();
            const int code = accident(error).code();
            throw OutcomeUnknown(code, "the connection broke during commit (" +
                                           std::to_string(code) +
                                           "); whether the change was kept is not known");
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

// Gives why it failed, where another try is worth it.
template <class Run>
std::optional<Meaning> Database::attempt(Pool& pool, Run run) {
    try {
        const auto lease = pool.lease(patience_);
        try {
            run(*lease);
            return {};
        } catch (const soci::soci_error& error) {
            if (meaning(error) == Meaning::unreachable) lease->spoil();
            throw;
        }
    } catch (const soci::soci_error& error) {
        const auto why = meaning(error);
        if (!is_worth_another_try(why)) throw accident(error);
        return why;
    }
}

void Database::run_read(const std::function<void(soci::session&)>& work, bool repeatable) {
    bool begun = false;
    const auto run = [&](Pool::Lease& lease) {
        const Transaction view(lease, dialect_.begin_read);
        begun = true;
        work(lease.session());
    };
    for (Tries tries(patience_); const auto why = attempt(connections_, run);) {
        if (begun && !repeatable) throw Accident(0, "the connection broke while reading");
        tries.next(*why);
    }
}

void Database::run_change(const std::function<void(Change&)>& work, bool alike) {
    bool announced = false;
    const auto run = [&](Pool::Lease& lease) {
        std::optional<OneWriter::Turn> turn;
        if (one_writer_) turn.emplace(*one_writer_, patience_);
        Transaction transaction(lease, dialect_.begin_write);
        Change change(lease.session(), dialect_);
        work(change);
        transaction.commit(alike);
        announced = change.announced_;
    };
    for (Tries tries(patience_); const auto why = attempt(writers(), run);) tries.next(*why);
    if (announced) tell_listener();
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
