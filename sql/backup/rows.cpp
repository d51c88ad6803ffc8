#include "sql/backup/rows.h"

namespace tdkt::sql {
namespace {

// Longer than any value: a piece of a file has 1 MiB, a text at most 16.
constexpr std::int64_t longest = 64 << 20, most_columns = 1000;

// Seven bits a byte, lowest first; the sign in the lowest bit of all.
std::string coded(std::int64_t value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    std::string bytes;
    for (; rest >= 128; rest >>= 7) bytes += static_cast<char>((rest & 127) | 128);
    return bytes += static_cast<char>(rest);
}

// What stands before a field, or a row.
constexpr char nothing = 0, something = 1;

}  // namespace

RowWriter::RowWriter(std::ostream& out, const Head& head) : packer_(out) {
    number(head.made_at);
    text(head.database);
    number(static_cast<std::int64_t>(head.versions.size()));
    for (const auto& [name, sum] : head.versions) {
        text(name);
        text(sum);
    }
}

void RowWriter::begin(const Table& table, std::int64_t counter) {
    text(table.name);
    number(counter);
    number(static_cast<std::int64_t>(table.columns.size()));
    for (const auto& column : table.columns) {
        text(column.name);
        put({reinterpret_cast<const char*>(&column.kind), 1});
    }
    digest_ = Digest();
    rows_ = 0;
}

void RowWriter::add(const Table& table, const Row& row) {
    put({&something, 1});
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool known = row[i].known != soci::i_null;
        put({known ? &something : &nothing, 1});
        if (!known) continue;
        if (table.columns[i].kind == Kind::integer)
            number(row[i].number);
        else
            text(row[i].text);
    }
    ++rows_;
}

Holding RowWriter::end(const Table& table) {
    put({&nothing, 1});
    const auto sum = digest_.hex();
    digest_ = Digest();
    number(rows_);
    text(sum);
    return {table.name, rows_, sum};
}

void RowWriter::finish() {
    text("");
    packer_.finish();
}

void RowWriter::number(std::int64_t value) {
    put(coded(value));
}

void RowWriter::text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    put(value);
}

void RowWriter::put(std::string_view bytes) {
    digest_.add(bytes);
    packer_.add(bytes);
}

RowReader::RowReader(std::istream& in) : unpacker_(in) {
    head_.made_at = number();
    head_.database = text();
    for (auto left = number(); left > 0; --left) {
        auto name = text();
        head_.versions[std::move(name)] = text();
    }
}

std::optional<Table> RowReader::table() {
    Table table;
    table.name = text();
    if (table.name.empty()) {
        unpacker_.finish();
        return {};
    }
    counter_ = number();
    const auto columns = number();
    if (columns < 1 || columns > most_columns)
        throw Spoiled("the backup is spoiled: a table has no columns");
    for (std::int64_t i = 0; i < columns; ++i) {
        auto name = text();
        table.columns.push_back({std::move(name), Kind{take(1)[0]}});
    }
    digest_ = Digest();
    rows_ = 0;
    return table;
}

std::optional<Row> RowReader::row(const Table& table) {
    if (take(1)[0] == nothing) return {};
    Row row(table.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (take(1)[0] == nothing) continue;
        row[i].known = soci::i_ok;
        if (table.columns[i].kind == Kind::integer)
            row[i].number = number();
        else
            row[i].text = text();
    }
    ++rows_;
    return row;
}

Holding RowReader::end(const Table& table) {
    const auto sum = digest_.hex();
    digest_ = Digest();
    if (number() != rows_ || text() != sum)
        throw Spoiled("the backup is spoiled: the sum of the table " + table.name + " is another");
    return {table.name, rows_, sum};
}

std::int64_t RowReader::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(take(1)[0]);
        value |= std::uint64_t{byte & 127u} << shift;
        if (byte < 128) return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
    }
    throw Spoiled("the backup is spoiled: a number has no end");
}

std::string RowReader::text() {
    const auto size = number();
    if (size < 0 || size > longest) throw Spoiled("the backup is spoiled: a text is too long");
    return take(static_cast<std::size_t>(size));
}

std::string RowReader::take(std::size_t count) {
    auto bytes = unpacker_.take(count);
    digest_.add(bytes);
    return bytes;
}

}  // namespace tdkt::sql
