#include "tests/bench/rates/raw.h"

#include <soci/mysql/soci-mysql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "sql/address.h"
#include "sql/dialect.h"

namespace tdkt::bench {
namespace {

void run_on_sqlite(sqlite_api::sqlite3* db, const std::string& statement) {
    using namespace sqlite_api;
    sqlite3_stmt* prepared = nullptr;
    int code = sqlite3_prepare_v2(db, statement.data(), static_cast<int>(statement.size()),
                                  &prepared, nullptr);
    if (code == SQLITE_OK) do {
            code = sqlite3_step(prepared);
            for (int i = 0; code == SQLITE_ROW && i < sqlite3_column_count(prepared); ++i)
                sqlite3_column_text(prepared, i);
        } while (code == SQLITE_ROW);
    sqlite3_finalize(prepared);
    if (code != SQLITE_DONE)
        throw std::runtime_error(std::string(sqlite3_errmsg(db)) + ": " + statement);
}

void run_on_mariadb(MYSQL* db, const std::string& statement) {
    if (mysql_real_query(db, statement.data(), statement.size()) != 0)
        throw std::runtime_error(std::string(mysql_error(db)) + ": " + statement);
    MYSQL_RES* const rows = mysql_store_result(db);
    while (rows && mysql_fetch_row(rows)) {
    }
    mysql_free_result(rows);
}

template <class Run>
void run_all(const Part& part, Run run) {
    for (const auto* transaction : part)
        for (const auto& statement : *transaction) run(statement);
}

}  // namespace

double seconds_together(std::size_t clients, const std::function<void(std::size_t)>& work) {
    using Clock = std::chrono::steady_clock;
    std::mutex mutex;
    std::exception_ptr failure;
    std::atomic<bool> go = false;
    Clock::time_point began;
    {
        std::vector<std::jthread> threads;
        for (std::size_t client = 0; client < clients; ++client)
            threads.emplace_back([&, client] {
                go.wait(false);
                try {
                    work(client);
                } catch (...) {
                    const std::scoped_lock lock(mutex);
                    failure = std::current_exception();
                }
            });
        began = Clock::now();
        go = true;
        go.notify_all();
    }
    if (failure) std::rethrow_exception(failure);
    return std::chrono::duration<double>(Clock::now() - began).count();
}

double raw_seconds(const std::string& url, const std::vector<Part>& parts) {
    const auto address = sql::parse_address(url);
    // SOCI opens the connections, so that they are set as the program's are.
    std::vector<std::unique_ptr<soci::session>> sessions;
    if (address.engine == sql::Address::Engine::sqlite) {
        sessions.push_back(sql::connect(address, sql::Use::writing));
        auto* const db =
            static_cast<soci::sqlite3_session_backend*>(sessions[0]->get_backend())->conn_;
        std::mutex one_writes;
        return seconds_together(parts.size(), [&](std::size_t client) {
            for (const auto* transaction : parts[client]) {
                const std::scoped_lock lock(one_writes);
                run_all({transaction},
                        [&](const auto& statement) { run_on_sqlite(db, statement); });
            }
        });
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        sessions.push_back(sql::connect(address, sql::Use::writing));
    return seconds_together(parts.size(), [&](std::size_t client) {
        auto* const db =
            static_cast<soci::mysql_session_backend*>(sessions[client]->get_backend())->conn_;
        run_all(parts[client], [&](const auto& statement) { run_on_mariadb(db, statement); });
    });
}

}  // namespace tdkt::bench
