// What stands in a backup, inside its packing: a head, then table after table,
// row after row. Numbers are exact to 64 bits, texts and bytes to the byte.
#pragma once

#include <map>
#include <optional>

#include "sql/backup/packing.h"
#include "sql/catalogue.h"

namespace tdkt::sql {

// A field of a row. Which of the two it is, the column says.
struct Value {
    soci::indicator known = soci::i_null;
    std::int64_t number = 0;
    std::string text;
};
using Row = std::vector<Value>;

struct Head {
    std::int64_t made_at = 0;                     // UTC, milliseconds
    std::string database;                         // the dialect's name, for the eye
    std::map<std::string, std::string> versions;  // what was applied of the schema: name → checksum
};

// What a backup holds of one table. Equal sums, equal rows.
struct Holding {
    std::string table;
    std::int64_t rows = 0;
    std::string sum;
};

class RowWriter {
  public:
    RowWriter(std::ostream& out, const Head& head);

    void begin(const Table& table, std::int64_t counter);
    void add(const Table& table, const Row& row);
    Holding end(const Table& table);
    void finish();

  private:
    void number(std::int64_t value);
    void text(std::string_view value);
    void put(std::string_view bytes);

    Packer packer_;
    Digest digest_;
    std::int64_t rows_ = 0;
};

// Throws Spoiled for whatever cannot have been written by the above.
class RowReader {
  public:
    explicit RowReader(std::istream& in);

    const Head& head() const { return head_; }

    // The next table with its columns alone; nothing after the last one.
    std::optional<Table> table();
    std::int64_t counter() const { return counter_; }  // of that table
    // Its next row; nothing after the last one.
    std::optional<Row> row(const Table& table);
    Holding end(const Table& table);

  private:
    std::int64_t number();
    std::string text();
    std::string take(std::size_t count);

    Unpacker unpacker_;
    Digest digest_;
    Head head_;
    std::int64_t counter_ = 0, rows_ = 0;
};

}  // namespace tdkt::sql
