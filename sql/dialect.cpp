#include "sql/dialect.h"

#include <soci/mysql/soci-mysql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace tdkt::sql {

const Dialect sqlite{"integer primary key", "", "begin deferred", "begin immediate",
                     [](const soci::soci_error&) { return false; }};

const Dialect mariadb{
    "bigint primary key auto_increment",
    " engine=innodb default charset=utf8mb4 collate=utf8mb4_bin", "start transaction read only",
    "start transaction", [](const soci::soci_error& error) {
        const auto* own = dynamic_cast<const soci::mysql_soci_error*>(&error);
        if (own == nullptr) return false;
        // Deadlock (on Galera also at commit), snapshot overtaken, lock wait.
        return own->err_num_ == 1213 || own->err_num_ == 1020 || own->err_num_ == 1205;
    }};

}  // namespace tdkt::sql
