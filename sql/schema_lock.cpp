#include "sql/schema_lock.h"

#include <random>
#include <stdexcept>

namespace tdkt::sql {

using soci::use;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds between_signs{5};
constexpr std::chrono::milliseconds between_tries{100};
constexpr std::chrono::minutes patience{10};

std::string random_name() {
    std::random_device random;
    return std::to_string(random()) + "-" + std::to_string(random());
}

void make_table(Database& database) {
    database.change([](Change& change) {
        change.db() << "create table if not exists schema_lock (id bigint not null primary key,"
                       " holder varchar(40) not null, held_until bigint not null)" +
                           change.dialect().table;
    });
    database.change([](Change& change) {
        change.db() << "insert ignore into schema_lock (id, holder, held_until) values (1, '', 0)";
    });
}

// True: the row was as expected.
bool set(Database& database, const std::string& where, const std::string& holder) {
    return database.change([&](Change& change) {
        soci::statement update =
            (change.db().prepare << "update schema_lock set holder = :holder,"
                                    " held_until = unix_timestamp() + 30 where id = 1 and " +
                                        where,
             use(holder));
        update.execute(true);
        return update.get_affected_rows() == 1;
    });
}

}  // namespace

SchemaLock::SchemaLock(Database& database) : database_(database), holder_(random_name()) {
    make_table(database_);
    const auto until = steady_clock::now() + patience;
    while (!take()) {
        if (steady_clock::now() > until)
            throw std::runtime_error(
                "another program has been changing the tables for ten minutes; wait until it is "
                "done, and try again");
        std::this_thread::sleep_for(between_tries);
    }
    keeper_ = std::thread([this] { keep(); });
}

SchemaLock::~SchemaLock() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    ended_.notify_all();
    keeper_.join();
    try {
        database_.change([this](Change& change) {
            change.db() << "update schema_lock set holder = '', held_until = 0 where holder = :me",
                use(holder_);
        });
    } catch (const std::exception&) {
        // It comes free by itself.
    }
}

void SchemaLock::require_held() const {
    if (lost_)
        throw std::runtime_error(
            "this program was silent for so long that another one went on with the tables; run: "
            "tdkt migrate");
}

bool SchemaLock::take() {
    return set(database_, "held_until < unix_timestamp()", holder_);
}

bool SchemaLock::renew() {
    return set(database_, "holder = '" + holder_ + "'", holder_);
}

void SchemaLock::keep() {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, between_signs, [this] { return ending_; })) {
        lock.unlock();
        try {
            if (!renew()) lost_ = true;
        } catch (const std::exception&) {
            // The next sign may come through; half a minute is six of them.
        }
        lock.lock();
    }
}

}  // namespace tdkt::sql
