#include "sql/catalogue.h"

#include <algorithm>
#include <set>

#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

const std::set<std::string> left_out = {"session",          "sign_in_failure",     "known_address",
                                        "schema_lock",      "schema_step",         "schema_version",
                                        "appraisal_upload", "appraisal_upload_row"};

std::vector<std::string> names(soci::session& db, const std::string& query) {
    std::string name;
    soci::statement st = (db.prepare << query, into(name));
    return copies_of(st, name);
}

std::vector<std::string> names(soci::session& db, const std::string& query,
                               const std::string& table) {
    std::string name;
    soci::statement st = (db.prepare << query, into(name), use(table));
    return copies_of(st, name);
}

Kind kind_of(const std::string& type) {
    if (type.find("int") != std::string::npos) return Kind::integer;
    return type.find("blob") != std::string::npos ? Kind::bytes : Kind::text;
}

// Pieces of files are 1 MiB, long texts some hundred kB.
int page_of(const std::string& type) {
    if (type.find("blob") != std::string::npos) return 4;
    return type.find("text") != std::string::npos ? 50 : 500;
}

Table load_table(soci::session& db, const Dialect& dialect, const std::string& name) {
    Table table{name, {}, {}, 500};
    std::string column, type;
    std::size_t place = 0;
    std::int64_t in_key = 0;
    std::vector<std::pair<std::int64_t, std::size_t>> key;
    soci::statement st =
        (db.prepare << dialect.columns, into(column), into(type), into(in_key), use(name));
    for (st.execute(); st.fetch(); ++place) {
        std::ranges::transform(type, type.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        table.columns.push_back({column, kind_of(type)});
        table.page = std::min(table.page, page_of(type));
        if (in_key > 0) key.emplace_back(in_key, place);
    }
    std::ranges::sort(key);
    for (const auto& [order, at] : key) table.key.push_back(at);
    if (table.key.empty()) throw std::logic_error("the table " + name + " has no primary key");
    return table;
}

}  // namespace

std::vector<Table> all_tables(soci::session& db, const Dialect& dialect) {
    auto waiting = names(db, dialect.tables);
    std::set<std::string> done;
    std::vector<Table> tables;
    while (!waiting.empty()) {
        const auto next = std::ranges::find_if(waiting, [&](const auto& name) {
            return std::ranges::all_of(names(db, dialect.references, name), [&](const auto& to) {
                return to == name || done.contains(to);
            });
        });
        if (next == waiting.end()) throw std::logic_error("tables refer to each other in a circle");
        tables.push_back(load_table(db, dialect, *next));
        done.insert(*next);
        waiting.erase(next);
    }
    return tables;
}

bool has_table(soci::session& db, const Dialect& dialect, const std::string& name) {
    return std::ranges::count(names(db, dialect.tables), name) > 0;
}

bool is_kept(const Table& table) {
    return !left_out.contains(table.name);
}

std::int64_t counter(soci::session& db, const Dialect& dialect, const std::string& table) {
    std::int64_t last = 0;
    soci::indicator known{};
    db << dialect.counter, into(last, known), use(table);
    return db.got_data() && known == soci::i_ok ? last : 0;
}

void set_counter(Change& change, const std::string& table, std::int64_t last) {
    for (auto statement : change.dialect().set_counter) {
        const auto put = [&](const std::string& mark, const std::string& value) {
            if (const auto at = statement.find(mark); at != std::string::npos)
                statement.replace(at, mark.size(), value);
        };
        put("{{table}}", table);
        put("{{last}}", std::to_string(last));
        put("{{next}}", std::to_string(last + 1));
        change.db() << statement;
    }
}

}  // namespace tdkt::sql
