// The few places where SQLite and MariaDB differ. Nothing else asks which
// database is in use.
#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>
#include <vector>

#include "sql/address.h"

namespace tdkt::sql {

struct Dialect {
    std::string name;         // as the schema files call it
    std::string key;          // the type of a generated primary key
    std::string table;        // after the closing bracket of a table
    std::string unordered;    // the same, for one whose rows lie in order of its key alone
    std::string blob;         // the type of a column of bytes
    std::string bytes;        // around the placeholder :bytes, so that no byte is changed
    std::string begin_read;   // one consistent view of the data
    std::string begin_write;  // a transaction that may write
    bool one_writer;          // one connection writes, the others read
    bool keeps_tables;        // a statement about tables stays whatever becomes of the transaction

    // What the catalogue is asked: names of tables; of a table (:t) name, type and
    // place in the key of each column; the tables that it refers to; the last
    // number of its generated key, and what sets that.
    std::string tables, columns, references, counter;
    std::vector<std::string> set_counter;
};

extern const Dialect sqlite;
extern const Dialect mariadb;

const Dialect& dialect_of(const Address& address);

enum class Use { reading, writing };

// A connection on which every statement behaves as the stores expect. Throws
// soci_error when the database cannot be reached or refuses.
std::unique_ptr<soci::session> connect(const Address& address, Use use);

}  // namespace tdkt::sql
