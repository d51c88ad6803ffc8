#include "tests/bench/rates/statements.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <stdexcept>

namespace tdkt::bench {
namespace {

// Where the literal that begins at `at` ends.
std::size_t end_of_literal(const std::string& text, std::size_t at) {
    if (text[at] != '\'' && !(text[at] == 'x' && text[at + 1] == '\''))
        return std::min(text.find_first_not_of("0123456789.-+eENULL", at), text.size());
    at = text.find('\'', at) + 1;
    for (; at < text.size(); ++at) {
        if (text[at] != '\'') continue;
        if (text[at + 1] != '\'') return at + 1;
        ++at;
    }
    return at;
}

// The values that stand in `whole` where `text` has its parameters, ":name".
std::vector<std::string> values_in(const std::string& text, const std::string& whole) {
    std::vector<std::string> values;
    bool quoted = false;
    for (std::size_t i = 0, j = 0; i < text.size(); ++i, ++j) {
        if (text[i] == '\'') quoted = !quoted;
        if (text[i] != ':' || quoted) continue;
        while (i + 1 < text.size() && (std::isalnum(text[i + 1]) || text[i + 1] == '_')) ++i;
        const auto end = end_of_literal(whole, j);
        values.push_back(whole.substr(j, end - j));
        j = end - 1;
    }
    return values;
}

int keep(unsigned, void* heard, void* statement, void* text) {
    // What SQLite itself does within a statement, as for its search index, begins with "--".
    if (std::string_view(static_cast<const char*>(text)).starts_with("--")) return 0;
    char* const whole =
        sqlite_api::sqlite3_expanded_sql(static_cast<sqlite_api::sqlite3_stmt*>(statement));
    const std::string parametrised(static_cast<const char*>(text));
    static_cast<Statements*>(heard)->push_back({parametrised, values_in(parametrised, whole)});
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
        while (st.fetch()) heard.push_back({text, {}});
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
        if (statement.text == dialect.begin_write) {
            transactions.emplace_back();
            within = true;
        }
        if (within) transactions.back().push_back(statement);
        if (is(statement.text, "commit")) within = false;
    }
    // Those that began and ended the listening.
    std::erase_if(transactions, [](const Statements& one) { return one.size() <= 3; });
    if (transactions.empty()) throw std::runtime_error("no statement was heard");
    return transactions;
}

}  // namespace tdkt::bench
