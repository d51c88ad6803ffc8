#include "sql/migrate.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::Embedded;

using Versions = std::map<std::string, std::string>;  // name → checksum

// FNV-1a: enough to notice an edit, which is an oversight and no attack.
std::string checksum(std::string_view text) {
    std::uint64_t sum = 14695981039346656037u;
    for (const unsigned char byte : text) sum = (sum ^ byte) * 1099511628211u;
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[sum >> shift & 15];
    return digits;
}

std::vector<Embedded> schema_files(std::span<const Embedded> files) {
    std::vector<Embedded> found;
    for (const auto& file : files)
        if (file.name.starts_with("schema/")) found.push_back(file);
    std::ranges::sort(found, {}, &Embedded::name);
    return found;
}

bool has_versions(soci::session& db) {
    const soci::rowset<std::string> tables =
        (db.prepare << db.get_backend()->get_table_names_query());
    return std::ranges::count(tables.begin(), tables.end(), "schema_version") > 0;
}

Versions load_versions(soci::session& db) {
    Versions versions;
    std::string name, sum;
    soci::statement rows = (db.prepare << "select name, checksum from schema_version order by name",
                            into(name), into(sum));
    for (rows.execute(); rows.fetch();) versions[name] = sum;
    return versions;
}

void check(const Versions& versions, const std::vector<Embedded>& files) {
    for (const auto& [name, sum] : versions) {
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

// Keeps other migrations out where the transaction does not.
class Alone {
  public:
    explicit Alone(Change& change) : change_(change) {
        if (!change_.dialect().lock.empty() && ask(change_.dialect().lock) != 1)
            throw workflow::Problem::busy();
    }
    ~Alone() {
        try {
            if (!change_.dialect().unlock.empty()) ask(change_.dialect().unlock);
        } catch (const soci::soci_error&) {
            // The connection is gone, and the lock with it.
        }
    }
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;

  private:
    int ask(const std::string& statement) {
        int answer = 0;
        soci::indicator known{};
        change_.db() << statement, into(answer, known);
        return known == soci::i_ok ? answer : 0;
    }

    Change& change_;
};

void run_all(Change& change, const Embedded& file) {
    int number = 0;
    try {
        for (const auto& statement : statements(file.text(), change.dialect())) {
            ++number;
            change.db() << statement;
        }
    } catch (const soci::soci_error& error) {
        auto message = error.get_error_message();
        std::ranges::replace(message, '\n', ' ');
        throw std::runtime_error(std::string(file.name) + ", statement " + std::to_string(number) +
                                 ": " + message);
    }
}

// False: somebody else has applied it meanwhile.
bool apply(Change& change, const Embedded& file, const std::vector<Embedded>& files,
           std::int64_t now) {
    const Alone alone(change);
    auto& db = change.db();
    db << "create table if not exists schema_version ("
          " name varchar(100) not null primary key, checksum varchar(16) not null,"
          " applied_at bigint not null)" +
              change.dialect().table;
    const auto versions = load_versions(db);
    check(versions, files);
    const std::string name(file.name);
    if (versions.contains(name)) return false;
    run_all(change, file);
    const auto sum = checksum(file.text());
    db << "insert into schema_version (name, checksum, applied_at) values (:name, :sum, :now)",
        use(name), use(sum), use(now);
    return true;
}

std::vector<Embedded> lacking_files(Database& database, const std::vector<Embedded>& files) {
    const auto versions =
        database.read([](auto& db) { return has_versions(db) ? load_versions(db) : Versions{}; });
    check(versions, files);
    std::vector<Embedded> found;
    for (const auto& file : files)
        if (!versions.contains(std::string(file.name))) found.push_back(file);
    return found;
}

}  // namespace

int migrate(Database& database, std::int64_t now, std::span<const Embedded> files) {
    const auto known = schema_files(files);
    int applied = 0;
    for (const auto& file : lacking_files(database, known))
        applied += database.change(
            [&](Change& change) { return apply(change, file, known, now) ? 1 : 0; });
    return applied;
}

int lacking(Database& database, std::span<const Embedded> files) {
    return static_cast<int>(lacking_files(database, schema_files(files)).size());
}

}  // namespace tdkt::sql
