#include "tests/bench/rates/statements.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <stdexcept>

namespace tdkt::bench {
namespace {

int keep(unsigned, void* heard, void* statement, void* text) {
    // What SQLite itself does within a statement, as for its search index, begins with "--".
    if (std::string_view(static_cast<const char*>(text)).starts_with("--")) return 0;
    char* const whole =
        sqlite_api::sqlite3_expanded_sql(static_cast<sqlite_api::sqlite3_stmt*>(statement));
    static_cast<Statements*>(heard)->emplace_back(whole);
    sqlite_api::sqlite3_free(whole);
    return 0;
}

Statements heard_by_sqlite(sql::Database& database, const std::function<void()>& work) {
    Statements heard;
    const auto listen = [&](unsigned what) {
        database.change([&](sql::Change& change) {
            auto* const backend =
                static_cast<soci::sqlite3_session_backend*>(change.db().get_backend());
            sqlite_api::sqlite3_trace_v2(backend->conn_, what, keep, &heard);
        });
    };
    listen(SQLITE_TRACE_STMT);
    work();
    listen(0);
    return heard;
}

Statements heard_by_mariadb(sql::Database& database, const std::function<void()>& work) {
    const auto tell = [&](const std::string& statement) {
        database.change([&](sql::Change& change) { change.db() << statement; });
    };
    tell("set global log_output = 'TABLE'");
    tell("truncate table mysql.general_log");
    tell("set global general_log = on");
    work();
    tell("set global general_log = off");
    return database.read([](auto& db) {
        Statements heard;
        std::string text;
        soci::statement st = (db.prepare << "select convert(argument using utf8mb4)"
                                            " from mysql.general_log where command_type = 'Query'",
                              soci::into(text));
        st.execute();
        while (st.fetch()) heard.push_back(text);
        return heard;
    });
}

bool is(const std::string& statement, std::string_view begin) {
    if (statement.size() < begin.size()) return false;
    for (std::size_t i = 0; i < begin.size(); ++i)
        if ((statement[i] | 0x20) != begin[i]) return false;
    return true;
}

}  // namespace

std::vector<Statements> statements_of(sql::Database& database, const std::function<void()>& work) {
    const auto& dialect = database.dialect();
    const auto heard =
        dialect.one_writer ? heard_by_sqlite(database, work) : heard_by_mariadb(database, work);
    std::vector<Statements> transactions;
    bool within = false;
    for (const auto& statement : heard) {
        if (statement == dialect.begin_write) {
            transactions.emplace_back();
            within = true;
        }
        if (within) transactions.back().push_back(statement);
        if (is(statement, "commit")) within = false;
    }
    // Those that began and ended the listening.
    std::erase_if(transactions, [](const Statements& one) { return one.size() <= 3; });
    if (transactions.empty()) throw std::runtime_error("no statement was heard");
    return transactions;
}

}  // namespace tdkt::bench
