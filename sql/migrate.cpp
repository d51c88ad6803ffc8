#include "sql/migrate.h"

#include <algorithm>
#include <stdexcept>

#include "sql/catalogue.h"
#include "sql/schema_steps.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::Embedded;

// Stands among the files that were applied; no program knows a file of this name.
const std::string unfinished = "restore";

std::vector<Embedded> schema_files(std::span<const Embedded> files) {
    std::vector<Embedded> found;
    for (const auto& file : files)
        if (file.name.starts_with("schema/")) found.push_back(file);
    std::ranges::sort(found, {}, &Embedded::name);
    return found;
}

void make_versions(Change& change) {
    change.db() << "create table if not exists schema_version ("
                   " name varchar(100) not null primary key, checksum varchar(16) not null,"
                   " applied_at bigint not null)" +
                       change.dialect().table;
}

Applied load_versions(soci::session& db) {
    Applied versions;
    std::string name, sum;
    soci::statement rows = (db.prepare << "select name, checksum from schema_version order by name",
                            into(name), into(sum));
    for (rows.execute(); rows.fetch();) versions[name] = sum;
    return versions;
}

std::vector<Embedded> without(const std::vector<Embedded>& files, const Applied& applied) {
    std::vector<Embedded> found;
    for (const auto& file : files)
        if (!applied.contains(std::string(file.name))) found.push_back(file);
    return found;
}

std::vector<Embedded> lacking_files(Database& database, const std::vector<Embedded>& files) {
    return database.read([&](auto& db) {
        const auto applied = applied_files(db, database.dialect());
        check_applied(applied, files);
        for (const auto& name : begun_files(db, database.dialect()))
            if (std::ranges::find(files, name, &Embedded::name) == files.end())
                throw std::runtime_error("a newer program was interrupted while it applied " +
                                         name + " to the database; start that one");
        return without(files, applied);
    });
}

// A file is one transaction. False: somebody else has applied it meanwhile.
bool apply_at_once(Change& change, const Embedded& file, const std::vector<Embedded>& files,
                   std::int64_t now) {
    make_versions(change);
    const auto versions = load_versions(change.db());
    check_applied(versions, files);
    if (versions.contains(std::string(file.name))) return false;
    std::size_t number = 0;
    try {
        for (const auto& statement : statements(file.text(), change.dialect())) {
            ++number;
            change.db() << statement;
        }
    } catch (const soci::soci_error& error) {
        tell_failure(error, file, number);
    }
    note_applied(change, file, now);
    return true;
}

int apply_stepwise(Database& database, const std::vector<Embedded>& files, std::int64_t now) {
    const SchemaLock lock(database);
    database.change(make_versions);
    const auto todo = lacking_files(database, files);
    for (const auto& file : todo) apply_steps(database, file, now, lock);
    return static_cast<int>(todo.size());
}

}  // namespace

int migrate(Database& database, std::int64_t now, std::span<const Embedded> files) {
    const auto known = schema_files(files);
    const auto todo = lacking_files(database, known);
    if (todo.empty()) return 0;
    if (database.dialect().keeps_tables) return apply_stepwise(database, known, now);
    int applied = 0;
    for (const auto& file : todo)
        applied += database.change(
            [&](Change& change) { return apply_at_once(change, file, known, now) ? 1 : 0; });
    return applied;
}

int lacking(Database& database, std::span<const Embedded> files) {
    return static_cast<int>(lacking_files(database, schema_files(files)).size());
}

Applied applied_files(soci::session& db, const Dialect& dialect) {
    return has_table(db, dialect, "schema_version") ? load_versions(db) : Applied{};
}

void check_applied(const Applied& applied, std::span<const Embedded> files) {
    if (is_unfinished(applied))
        throw std::runtime_error(
            "a restore into this database was not finished; run: tdkt restore");
    for (const auto& [name, sum] : applied) {
        const auto file = std::ranges::find(files, name, &Embedded::name);
        if (file == files.end())
            throw std::runtime_error("the database holds " + name +
                                     ", which this program does not know: a newer program has been "
                                     "here; start that one");
        if (checksum(file->text()) != sum)
            throw std::runtime_error(name +
                                     " was edited after this database had applied it; restore the "
                                     "file and put the change in a new one");
    }
}

void mark_unfinished(Database& database, std::int64_t now) {
    database.change([&](Change& change) {
        make_versions(change);
        change.db() << "insert into schema_version (name, checksum, applied_at)"
                       " values (:name, '', :now)",
            use(unfinished), use(now);
    });
}

void mark_finished(Database& database) {
    database.change([](Change& change) {
        change.db() << "delete from schema_version where name = :name", use(unfinished);
    });
}

bool is_unfinished(const Applied& applied) {
    return applied.contains(unfinished);
}

}  // namespace tdkt::sql
