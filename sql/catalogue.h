// The tables of a database as its own catalogue tells of them.
#pragma once

#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

enum class Kind : char { integer = 'i', text = 't', bytes = 'b' };

struct Column {
    std::string name;
    Kind kind = Kind::integer;

    bool operator==(const Column&) const = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::size_t> key;  // places in `columns` of the primary key, in its order
    int page = 1;                  // so many rows may be in memory at once
};

// All tables but what the database keeps for itself; each after those it refers to.
std::vector<Table> all_tables(soci::session& db, const Dialect& dialect);

bool has_table(soci::session& db, const Dialect& dialect, const std::string& name);

// Whether a backup holds the table. Sessions and what is counted of signing in
// are of the moment, and let nobody in or out elsewhere; what was applied of the
// schema stands in the head of the backup.
bool is_kept(const Table& table);

// The last number that the database gave out for the generated key; 0: none.
std::int64_t counter(soci::session& db, const Dialect& dialect, const std::string& table);
void set_counter(Change& change, const std::string& table, std::int64_t last);

}  // namespace tdkt::sql
