#include <algorithm>

#include "sql/backup/backup.h"
#include "sql/folding.h"
#include "sql/migrate.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

// So much is kept at once.
constexpr std::size_t batch_bytes = 4 << 20, batch_rows = 2000;

bool holds_rows(soci::session& db, const std::string& table) {
    int found = 0;
    db << "select 1 from " + table + " limit 1", into(found);
    return db.got_data();
}

void require_empty(Database& database) {
    database.read([&](auto& db) {
        const auto tables = all_tables(db, database.dialect());
        const auto applied = applied_files(db, database.dialect());
        if (is_unfinished(applied)) return;
        if (applied.empty() && !tables.empty())
            throw std::runtime_error(
                "the database holds tables of another program; give "
                "--database the place of an empty one");
        for (const auto& table : tables)
            if (is_kept(table) && holds_rows(db, table.name))
                throw std::runtime_error(
                    "the database holds data already; a backup goes into an empty one only: give "
                    "--database its place");
    });
}

// Those that refer to others go before them.
void clear(Database& database) {
    const auto tables = database.read([&](auto& db) { return all_tables(db, database.dialect()); });
    database.change([&](Change& change) {
        for (auto table = tables.rbegin(); table != tables.rend(); ++table)
            if (table->name != "schema_version") change.db() << "drop table " + table->name;
        // The last to go: while it is there, everybody knows that this is no office.
        for (const auto& table : tables)
            if (table.name == "schema_version") change.db() << "drop table schema_version";
    });
}

// The files that the backup was made with. Throws when they are not ours.
std::vector<workflow::Embedded> files_of(const Head& head,
                                         std::span<const workflow::Embedded> files) {
    check_applied(head.versions, files);
    std::vector<workflow::Embedded> found;
    for (const auto& file : files)
        if (head.versions.contains(std::string(file.name))) found.push_back(file);
    return found;
}

class Insertion {
  public:
    Insertion(Change& change, const Table& table)
        : table_(table), st_(change.db()), row_(table.columns.size()), lacks_(row_.size()) {
        std::string names, places;
        for (std::size_t i = 0; i < row_.size(); ++i) {
            const auto& column = table.columns[i];
            const auto place = ":v" + std::to_string(i);
            names += (i == 0 ? "" : ", ") + column.name;
            places += i == 0 ? "" : ", ";
            places += column.kind == Kind::bytes ? as_bytes(change.dialect(), place) : place;
        }
        st_.alloc();
        st_.prepare("insert into " + table.name + " (" + names + ") values (" + places + ")");
        for (std::size_t i = 0; i < row_.size(); ++i) bind(i);
        st_.define_and_bind();
    }

    void add(const Row& row) {
        row_ = row;
        for (std::size_t i = 0; i < row.size(); ++i) lacks_[i] = row[i].known == soci::i_null;
        st_.execute(true);
    }

  private:
    // MariaDB takes no NULL where it is told of bytes, so that is asked first.
    static std::string as_bytes(const Dialect& dialect, const std::string& place) {
        const std::string mark = ":bytes";
        auto text = dialect.bytes;
        text.replace(text.find(mark), mark.size(), place);
        return "case " + place + "_lacks when 1 then null else " + text + " end";
    }

    void bind(std::size_t i) {
        auto& value = row_[i];
        if (table_.columns[i].kind == Kind::integer)
            return st_.exchange(use(value.number, value.known));
        if (table_.columns[i].kind == Kind::text) return st_.exchange(use(value.text, value.known));
        st_.exchange(use(lacks_[i]));
        st_.exchange(use(value.text));
    }

    const Table& table_;
    soci::statement st_;
    Row row_;
    std::vector<int> lacks_;
};

// The next rows, as many as may be in memory at once.
std::vector<Row> next_rows(RowReader& reader, const Table& table, bool& more) {
    std::vector<Row> rows;
    std::size_t bytes = 0;
    while (more && bytes < batch_bytes && rows.size() < batch_rows) {
        auto row = reader.row(table);
        more = row.has_value();
        if (!more) break;
        for (const auto& value : *row) bytes += value.text.size() + sizeof value;
        rows.push_back(std::move(*row));
    }
    return rows;
}

Holding take_table(Database& database, RowReader& reader, const Table& table) {
    for (bool more = true; more;) {
        const auto rows = next_rows(reader, table, more);
        if (rows.empty()) continue;
        database.change([&](Change& change) {
            Insertion insertion(change, table);
            for (const auto& row : rows) insertion.add(row);
        });
    }
    const auto last = reader.counter();
    if (last > 0) database.change([&](Change& change) { set_counter(change, table.name, last); });
    return reader.end(table);
}

// Every table that there must be, and no other, with the columns that it must have.
std::vector<Holding> take_tables(Database& database, RowReader& reader) {
    auto lacking = database.read([&](auto& db) { return all_tables(db, database.dialect()); });
    std::erase_if(lacking, [](const Table& table) { return !is_kept(table); });
    std::vector<Holding> holdings;
    while (const auto table = reader.table()) {
        const auto own = std::ranges::find(lacking, table->name, &Table::name);
        if (own == lacking.end() || !std::ranges::is_permutation(own->columns, table->columns))
            throw Spoiled("the backup is spoiled: its table " + table->name +
                          " is not one of its schema");
        lacking.erase(own);
        holdings.push_back(take_table(database, reader, *table));
    }
    if (!lacking.empty())
        throw Spoiled("the backup is spoiled: it lacks the table " + lacking.front().name);
    return holdings;
}

}  // namespace

Restored restore(Database& database, std::istream& in, std::int64_t now,
                 std::span<const workflow::Embedded> files) {
    check_sum(in);
    RowReader reader(in);
    Restored restored{reader.head(), {}, 0};
    const auto own = files_of(restored.head, files);
    require_empty(database);
    clear(database);
    try {
        migrate(database, now, own);
        mark_unfinished(database, now);
        restored.holdings = take_tables(database, reader);
        mark_finished(database);
    } catch (...) {
        clear(database);
        throw;
    }
    restored.migrated = migrate(database, now, files);
    if (restored.migrated > 0) fold_older_rows(database);
    return restored;
}

}  // namespace tdkt::sql
