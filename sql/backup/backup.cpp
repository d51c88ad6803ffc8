#include "sql/backup/backup.h"

#include "sql/migrate.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

void append(std::string& list, const std::string& separator, const std::string& item) {
    if (!list.empty()) list += separator;
    list += item;
}

// "a >= :k0 and (a > :k1 or a = :k2 and b > :k3)": the first part lets both
// databases begin at the place in the key where the last page ended.
std::string beyond(const Table& table) {
    int placeholder = 0;
    const auto compared = [&](std::size_t part, const char* how) {
        return table.columns[table.key[part]].name + how + ":k" + std::to_string(placeholder++);
    };
    auto condition = compared(0, " >= ");
    std::string any;
    for (std::size_t last = 0; last < table.key.size(); ++last) {
        std::string all;
        for (std::size_t part = 0; part < last; ++part) append(all, " and ", compared(part, " = "));
        append(all, " and ", compared(last, " > "));
        append(any, " or ", "(" + all + ")");
    }
    return condition + " and (" + any + ")";
}

std::string page_query(const Table& table, bool first) {
    std::string columns, order;
    for (const auto& column : table.columns) append(columns, ", ", column.name);
    for (const auto part : table.key) append(order, ", ", table.columns[part].name);
    auto query = "select " + columns + " from " + table.name;
    if (!first) query += " where " + beyond(table);
    return query + " order by " + order + " limit " + std::to_string(table.page);
}

// Reads a table in the order of its key, a page at a time: the MariaDB client
// holds in memory all rows that a query gives.
class Pages {
  public:
    Pages(soci::session& db, const Table& table)
        : db_(db), table_(table), row_(table.columns.size()) {}

    // Calls take(row) for each row of the next page, and gives their number.
    template <class Take>
    int next(Take take) {
        soci::statement st(db_);
        st.alloc();
        st.prepare(page_query(table_, first_));
        for (std::size_t i = 0; i < row_.size(); ++i) bind_field(st, i);
        if (!first_) bind_key(st);
        st.define_and_bind();
        st.execute();
        int count = 0;
        for (; st.fetch(); ++count) take(row_);
        last_ = row_;
        first_ = false;
        return count;
    }

  private:
    void bind_field(soci::statement& st, std::size_t i) {
        auto& value = row_[i];
        if (table_.columns[i].kind == Kind::integer)
            st.exchange(into(value.number, value.known));
        else
            st.exchange(into(value.text, value.known));
    }

    // In the order of the placeholders that beyond() puts.
    void bind_key(soci::statement& st) {
        const auto bind = [&](std::size_t part) {
            const auto column = table_.key[part];
            if (table_.columns[column].kind == Kind::integer)
                st.exchange(use(last_[column].number));
            else
                st.exchange(use(last_[column].text));
        };
        bind(0);
        for (std::size_t last = 0; last < table_.key.size(); ++last)
            for (std::size_t part = 0; part <= last; ++part) bind(part);
    }

    soci::session& db_;
    const Table& table_;
    Row row_, last_;
    bool first_ = true;
};

}  // namespace

std::vector<Holding> backup(soci::session& db, const Dialect& dialect, std::int64_t now,
                            std::ostream& out) {
    const Head head{now, dialect.name, applied_files(db, dialect)};
    if (head.versions.empty())
        throw std::runtime_error("there is nothing of this program in the database");
    RowWriter writer(out, head);
    std::vector<Holding> holdings;
    for (const auto& table : all_tables(db, dialect)) {
        if (!is_kept(table)) continue;
        writer.begin(table, counter(db, dialect, table.name));
        Pages pages(db, table);
        while (pages.next([&](const Row& row) { writer.add(table, row); }) == table.page) {
        }
        holdings.push_back(writer.end(table));
    }
    writer.finish();
    return holdings;
}

std::int64_t open_votes(soci::session& db) {
    std::int64_t count = 0;
    db << "select count(distinct meeting_id) from nomination where state = 'voting'", into(count);
    return count;
}

}  // namespace tdkt::sql
