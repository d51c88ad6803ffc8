#include "sql/accident.h"

#include <soci/mysql/soci-mysql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <iterator>

#include "sql/statements.h"

namespace tdkt::sql {
namespace {

// Deadlock (on Galera also at commit), lock wait, snapshot overtaken.
constexpr unsigned lost_races[] = {1213, 1205, 1020};
// Cannot connect, connection refused, gone, lost, too many connections, shutting down,
// killed; the node has left its cluster, or left it while it committed.
constexpr unsigned unreachables[] = {2002, 2003, 2006, 2013, 2055, 1040, 1053, 1927, 1047, 1180};
// Messages that name only tables, columns, keys and hosts.
constexpr unsigned harmless[] = {1044, 1045, 1048, 1049, 1050, 1054, 1146, 1364,
                                 1406, 1451, 1452, 2002, 2003, 2006, 2013, 1047};
// The table, column or key is there already, or is gone already.
constexpr unsigned done_already[] = {1050, 1051, 1054, 1060, 1061, 1091, 1146};

bool holds(const auto& codes, unsigned code) {
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

std::string mariadb_detail(unsigned code, const std::string& message) {
    if (holds(harmless, code)) return message;
    // "Duplicate entry 'the value' for key 'the key'": the value must not be told.
    const auto key = message.rfind(" for key ");
    if (code == 1062 && key != std::string::npos) return "Duplicate entry" + message.substr(key);
    return "MariaDB";
}

bool is_unique(const std::string& message) {
    return message.find("UNIQUE constraint failed") != std::string::npos ||
           message.find("PRIMARY KEY constraint failed") != std::string::npos;
}

Meaning sqlite_meaning(const soci::sqlite3_soci_error& error) {
    const int code = error.result() & 0xff;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return Meaning::lost_race;
    if (code == SQLITE_CONSTRAINT && is_unique(error.get_error_message()))
        return Meaning::duplicate;
    return Meaning::accident;
}

// A message of the preparation knows no value yet; one of a constraint names
// its columns. Others, as of a full-text search, may repeat what was asked for.
std::string sqlite_detail(const soci::sqlite3_soci_error& error) {
    const auto message = error.get_error_message();
    const bool prepared = message.find("::prepare") == std::string::npos;
    if (prepared && (error.result() & 0xff) != SQLITE_CONSTRAINT)
        return sqlite_api::sqlite3_errstr(error.result());
    return message;
}

}  // namespace

Meaning mariadb_meaning(unsigned code) {
    if (holds(lost_races, code)) return Meaning::lost_race;
    if (holds(unreachables, code)) return Meaning::unreachable;
    return code == 1062 || code == 1586 ? Meaning::duplicate : Meaning::accident;
}

Meaning meaning(const soci::soci_error& error) {
    if (const auto* own = dynamic_cast<const soci::mysql_soci_error*>(&error))
        return mariadb_meaning(own->err_num_);
    if (const auto* own = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
        return sqlite_meaning(*own);
    return Meaning::accident;
}

bool is_worth_another_try(Meaning what) {
    return what == Meaning::lost_race || what == Meaning::unreachable;
}

bool is_done_already(const soci::soci_error& error) {
    const auto* own = dynamic_cast<const soci::mysql_soci_error*>(&error);
    return own != nullptr && holds(done_already, own->err_num_);
}

Accident accident(const soci::soci_error& error) {
    int code = 0;
    auto detail = error.get_error_message();
    if (const auto* own = dynamic_cast<const soci::mysql_soci_error*>(&error)) {
        code = static_cast<int>(own->err_num_);
        detail = mariadb_detail(own->err_num_, detail);
    } else if (const auto* other = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
        code = other->result();
        detail = sqlite_detail(*other);
    }
    return {code,
            "database error " + std::to_string(code) + ": " + detail + "; in: " + last_statement()};
}

}  // namespace tdkt::sql
