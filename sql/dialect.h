// The few places where SQLite and MariaDB differ. Nothing else asks which
// database is in use.
#pragma once

#include <soci/soci.h>

#include <string>

namespace tdkt::sql {

struct Dialect {
    std::string key;         // the type of a generated primary key
    std::string table;       // after the closing bracket of a table
    std::string begin_read;  // one consistent view of the data
    std::string begin_write;
    bool (*lost_a_race)(const soci::soci_error&);  // worth running again as a whole
};

extern const Dialect sqlite;
extern const Dialect mariadb;

}  // namespace tdkt::sql
