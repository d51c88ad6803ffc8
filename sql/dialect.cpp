#include "sql/dialect.h"

#include <fcntl.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "sql/kept_statements.h"
#include "sql/mariadb.h"
#include "sql/statements.h"
#include "sql/unsynced.h"

namespace tdkt::sql {
namespace {

// SQLite before 3.51.3 can lose a write-ahead log when two connections write or
// checkpoint at once, hence one writer, and readers that never checkpoint.
constexpr const char* for_every_sqlite[] = {
    "pragma busy_timeout = 5000",  "pragma foreign_keys = on",   "pragma trusted_schema = off",
    "pragma cell_size_check = on", "pragma temp_store = memory",
};
constexpr const char* for_the_writer[] = {
    "pragma journal_mode = wal",
    "pragma synchronous = full",  // with less, a power cut takes back what was confirmed
    "pragma journal_size_limit = 67108864",
};
constexpr const char* for_a_reader[] = {"pragma wal_autocheckpoint = 0", "pragma query_only = on"};

// PIPES_AS_CONCAT: `||` joins texts in both databases. A row that is locked for
// longer than 5 seconds is given up, and the change runs again.
constexpr const char* for_every_mariadb[] = {
    "set session sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,"
    "NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION,PIPES_AS_CONCAT'",
    "set session time_zone = '+00:00'",
    "set session innodb_lock_wait_timeout = 5",
    "set session transaction isolation level repeatable read",
};

std::string quoted(const std::string& value) {
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    return text + "'";
}

// Runs a pragma to its end: some give back a row, and one left open would hold
// a snapshot.
void run(soci::session& db, const char* statement) {
    soci::row ignored;
    db << statement, soci::into(ignored);
}

// A new database is its owner's alone to read; SQLite gives its companions the
// same rights. One that exists is not touched: closing it would drop the locks
// that SQLite holds on it for this process.
void make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
}

// SQLite does not tell when the name of a new file cannot be kept on the disk; a log
// without its name would be lost with all that it holds.
void keep_names(const std::string& path) {
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int held = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool kept = held >= 0 && ::fsync(held) == 0;
    const int error = errno;
    if (held >= 0) ::close(held);
    if (!kept)
        throw std::system_error(error, std::generic_category(), "cannot keep on the disk " + path);
}

// What a program wrote that ended by itself or by the disk (unsynced.h) may be in the
// system's memory alone: it counts as kept once it is in the file, and that is synced. On
// a full disk the log has to stay, and can be read.
void put_log_into_file(soci::session& db) {
    try {
        run(db, "pragma wal_checkpoint(passive)");
    } catch (const soci::sqlite3_soci_error& error) {
        if (error.result() != SQLITE_FULL) throw;
    }
}

void open_sqlite(soci::session& db, const Address& address, Use use) {
    end_when_unsynced();
    if (use == Use::writing) make_private(address.path);
    db.open(keeping_statements(), "db=\"" + address.path + "\"");
    for (const auto* statement : for_every_sqlite) run(db, statement);
    if (use == Use::writing) {
        for (const auto* statement : for_the_writer) run(db, statement);
        keep_names(address.path);
        put_log_into_file(db);
        return;
    }
    for (const auto* statement : for_a_reader) run(db, statement);
    auto* const backend = static_cast<soci::sqlite3_session_backend*>(db.get_backend());
    sqlite_api::sqlite3_db_config(backend->conn_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

// For what not every server knows.
constexpr const char* where_known[] = {
    // Without it a change that read a row which somebody then changed would
    // silently overwrite it; servers before 10.6.18 do not know it.
    "set session innodb_snapshot_isolation = on",
    // In a cluster a transaction begins when its node has all that any node had
    // confirmed by then: so people see what they have just written, wherever they ask.
    "set session wsrep_sync_wait = 1",
};

void set_where_known(soci::session& db) {
    constexpr unsigned unknown_variable = 1193;
    for (const auto* statement : where_known) try {
            db << statement;
        } catch (const soci::mysql_soci_error& error) {
            if (error.err_num_ != unknown_variable) throw;
        }
}

void open_mariadb(soci::session& db, const Address& address) {
    db.open(mariadb_sessions(),
            "host=" + quoted(address.host) + " port=" + std::to_string(address.port) +
                " user=" + quoted(address.user) + " password=" + quoted(address.password) +
                " db=" + quoted(address.name) +
                " charset=utf8mb4 connect_timeout=5 read_timeout=30 write_timeout=30");
    for (const auto* statement : for_every_mariadb) db << statement;
    set_where_known(db);
}

}  // namespace

const Dialect sqlite{
    .name = "sqlite",
    .key = "integer primary key autoincrement",
    .table = "",
    .unordered = " without rowid",
    .blob = "blob",
    .bytes = "cast(:bytes as blob)",
    .begin_read = "begin deferred",
    .begin_write = "begin immediate",
    .one_writer = true,
    .keeps_tables = false,
    .tables =
        "select name from sqlite_master where type = 'table'"
        " and substr(name, 1, 7) <> 'sqlite_' order by name",
    .columns = "select name, type, pk from pragma_table_info(:t) order by cid",
    .references = "select distinct [table] from pragma_foreign_key_list(:t)",
    .counter = "select seq from sqlite_sequence where name = :t",
    .set_counter = {"delete from sqlite_sequence where name = '{{table}}'",
                    "insert into sqlite_sequence (name, seq) values ('{{table}}', {{last}})"},
};

// nopad: otherwise 'a' equals 'a ', which SQLite and people tell apart.
const Dialect mariadb{
    .name = "mariadb",
    .key = "bigint primary key auto_increment",
    .table = " engine=innodb default charset=utf8mb4 collate=utf8mb4_nopad_bin",
    .unordered = " engine=innodb default charset=utf8mb4 collate=utf8mb4_nopad_bin",
    .blob = "mediumblob",
    .bytes = "_binary :bytes",
    .begin_read = "start transaction read only",
    .begin_write = "start transaction",
    .one_writer = false,
    .keeps_tables = true,
    .tables =
        "select table_name from information_schema.tables"
        " where table_schema = database() and table_type = 'BASE TABLE' order by table_name",
    .columns =
        "select c.column_name, c.data_type, coalesce(k.ordinal_position, 0)"
        " from information_schema.columns c"
        " left join information_schema.key_column_usage k"
        " on k.table_schema = c.table_schema and k.table_name = c.table_name"
        " and k.column_name = c.column_name and k.constraint_name = 'PRIMARY'"
        " where c.table_schema = database() and c.table_name = :t"
        " order by c.ordinal_position",
    .references =
        "select distinct referenced_table_name from information_schema.key_column_usage"
        " where table_schema = database() and table_name = :t"
        " and referenced_table_name is not null",
    .counter =
        "select auto_increment - 1 from information_schema.tables"
        " where table_schema = database() and table_name = :t",
    .set_counter = {"alter table {{table}} auto_increment = {{next}}"},
};

const Dialect& dialect_of(const Address& address) {
    return address.engine == Address::Engine::sqlite ? sqlite : mariadb;
}

std::unique_ptr<soci::session> connect(const Address& address, Use use) {
    auto db = std::make_unique<soci::session>();
    watch(*db);
    if (address.engine == Address::Engine::sqlite)
        open_sqlite(*db, address, use);
    else
        open_mariadb(*db, address);
    return db;
}

}  // namespace tdkt::sql
