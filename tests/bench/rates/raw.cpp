#include "tests/bench/rates/raw.h"

#include <soci/mysql/soci-mysql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>

#include "sql/address.h"
#include "sql/dialect.h"

namespace tdkt::bench {
namespace {

class OnSqlite {
  public:
    OnSqlite(sqlite_api::sqlite3* db, Prepared when) : db_(db), when_(when) {}
    ~OnSqlite() { forget(); }
    OnSqlite(const OnSqlite&) = delete;
    OnSqlite& operator=(const OnSqlite&) = delete;

    void run(const Statement& wanted) {
        using namespace sqlite_api;
        auto& statement = prepared_[wanted.text];
        if (!statement) sqlite3_prepare_v2(db_, wanted.text.c_str(), -1, &statement, nullptr);
        for (std::size_t i = 0; i < wanted.values.size(); ++i)
            bind(statement, static_cast<int>(i) + 1, wanted.values[i]);
        int code;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                sqlite3_column_text(statement, i);
        if (code != SQLITE_DONE)
            throw std::runtime_error(std::string(sqlite3_errmsg(db_)) + ": " + wanted.text);
        sqlite3_reset(statement);
        if (when_ == Prepared::each_time) forget();
    }

  private:
    void forget() {
        for (const auto& [text, statement] : prepared_) sqlite_api::sqlite3_finalize(statement);
        prepared_.clear();
    }

    static void bind(sqlite_api::sqlite3_stmt* statement, int place, const std::string& literal) {
        using namespace sqlite_api;
        if (literal[0] != '\'') {
            sqlite3_bind_int64(statement, place, std::stoll(literal));
            return;
        }
        std::string value;
        for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
            value += literal[i];
            if (literal[i] == '\'') ++i;
        }
        sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT);
    }

    sqlite_api::sqlite3* db_;
    const Prepared when_;
    std::unordered_map<std::string, sqlite_api::sqlite3_stmt*> prepared_;
};

void run_on_mariadb(MYSQL* db, const Statement& wanted) {
    const auto& statement = wanted.text;
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

double raw_seconds(const std::string& url, const std::vector<Part>& parts, Prepared prepared) {
    const auto address = sql::parse_address(url);
    // SOCI opens the connections, so that they are set as the program's are.
    std::vector<std::unique_ptr<soci::session>> sessions;
    if (address.engine == sql::Address::Engine::sqlite) {
        sessions.push_back(sql::connect(address, sql::Use::writing));
        auto* const db =
            static_cast<soci::sqlite3_session_backend*>(sessions[0]->get_backend())->conn_;
        OnSqlite sqlite(db, prepared);
        std::mutex one_writes;
        return seconds_together(parts.size(), [&](std::size_t client) {
            for (const auto* transaction : parts[client]) {
                const std::scoped_lock lock(one_writes);
                run_all({transaction}, [&](const auto& statement) { sqlite.run(statement); });
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
