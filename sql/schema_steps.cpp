#include "sql/schema_steps.h"

#include <algorithm>
#include <stdexcept>

#include "sql/catalogue.h"
#include "sql/migrate.h"
#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

// The number of the statement that was begun last, and of the last that is known
// to be done; the sum is over the text of all that were begun.
struct Step {
    std::int64_t begun = 0, done = 0;
    std::string sum;
};

// A statement that waits for whoever reads the table, a backup say, seems to have lost its
// connection after half a minute each time.
constexpr int most_waits = 20;

bool is_about_tables(const std::string& statement) {
    constexpr std::string_view words[] = {"create ", "alter ", "drop ", "rename "};
    return std::ranges::any_of(words, [&](auto word) { return statement.starts_with(word); });
}

class Steps {
  public:
    Steps(Database& database, const workflow::Embedded& file)
        : database_(database),
          file_(file),
          name_(file.name),
          list_(statements(file.text(), database.dialect())) {
        database_.change([](Change& change) {
            change.db() << "create table if not exists schema_step (name varchar(100) not null"
                           " primary key, begun bigint not null, done bigint not null,"
                           " checksum varchar(16) not null)" +
                               change.dialect().table;
        });
        load();
    }

    void run(const SchemaLock& lock) {
        for (auto number = step_.done + 1; number <= std::ssize(list_); ++number) {
            lock.require_held();
            const auto& statement = list_[static_cast<std::size_t>(number - 1)];
            if (is_about_tables(statement))
                change_tables(statement, number);
            else
                change_rows(statement, number);
        }
    }

    void end(std::int64_t now) {
        database_.change([&](Change& change) {
            note_applied(change, file_, now);
            change.db() << "delete from schema_step where name = :name", use(name_);
        });
    }

  private:
    void load() {
        database_.read([&](auto& db) {
            db << "select begun, done, checksum from schema_step where name = :name",
                into(step_.begun), into(step_.done), into(step_.sum), use(name_);
        });
        if (step_.begun > std::ssize(list_) || (step_.begun > 0 && step_.sum != sum(step_.begun)))
            throw std::runtime_error(name_ +
                                     " was edited after a part of it had been applied; restore the "
                                     "file, or the database from a backup");
    }

    std::string sum(std::int64_t begun) const {
        std::string text;
        for (std::int64_t i = 0; i < begun; ++i) text += list_[static_cast<std::size_t>(i)] + ";\n";
        return checksum(text);
    }

    void note(Change& change, std::int64_t begun, std::int64_t done) {
        const auto of_all = sum(begun);
        change.db() << "delete from schema_step where name = :name", use(name_);
        change.db() << "insert into schema_step (name, begun, done, checksum)"
                       " values (:name, :begun, :done, :sum)",
            use(name_), use(begun), use(done), use(of_all);
    }

    void note(std::int64_t begun, std::int64_t done) {
        database_.change([&](Change& change) { note(change, begun, done); });
    }

    // Kept at once. Whether one that was begun was carried out, only trying tells.
    void change_tables(const std::string& statement, std::int64_t number) {
        bool again = step_.begun == number;
        if (!again) note(number, number - 1);
        for (int waits = 0; !try_tables(statement, number, again); ++waits)
            if (waits == most_waits) throw workflow::Problem::busy();
        note(number, number);
    }

    // False: no answer came in time, though the statement may still be at work.
    bool try_tables(const std::string& statement, std::int64_t number, bool& again) {
        try {
            database_.change([&](Change& change) {
                try {
                    const bool tolerant = std::exchange(again, true);
                    run_statement(change, statement, tolerant);
                } catch (const soci::soci_error& error) {
                    tell_failure(error, file_, static_cast<std::size_t>(number));
                }
            });
            return true;
        } catch (const FailedStatement&) {
            note(number - 1, number - 1);
            throw;
        } catch (const workflow::Problem&) {
            return false;
        }
    }

    static void run_statement(Change& change, const std::string& statement, bool tolerant) {
        try {
            change.db() << statement;
        } catch (const soci::soci_error& error) {
            if (!tolerant || !is_done_already(error)) throw;
        }
    }

    // Kept together with its number.
    void change_rows(const std::string& statement, std::int64_t number) {
        database_.change([&](Change& change) {
            try {
                change.db() << statement;
                note(change, number, number);
            } catch (const soci::soci_error& error) {
                tell_failure(error, file_, static_cast<std::size_t>(number));
            }
        });
    }

    Database& database_;
    const workflow::Embedded& file_;
    const std::string name_;
    const std::vector<std::string> list_;
    Step step_;
};

}  // namespace

std::string checksum(std::string_view text) {
    std::uint64_t sum = 14695981039346656037u;
    for (const unsigned char byte : text) sum = (sum ^ byte) * 1099511628211u;
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[sum >> shift & 15];
    return digits;
}

std::vector<std::string> begun_files(soci::session& db, const Dialect& dialect) {
    if (!has_table(db, dialect, "schema_step")) return {};
    std::string name;
    soci::statement st = (db.prepare << "select name from schema_step order by name", into(name));
    return copies_of(st, name);
}

void note_applied(Change& change, const workflow::Embedded& file, std::int64_t now) {
    const std::string name(file.name), sum = checksum(file.text());
    change.db() << "insert into schema_version (name, checksum, applied_at)"
                   " values (:name, :sum, :now)",
        use(name), use(sum), use(now);
}

void tell_failure(const soci::soci_error& error, const workflow::Embedded& file,
                  std::size_t number) {
    if (is_worth_another_try(meaning(error))) throw;
    auto message = error.get_error_message();
    std::ranges::replace(message, '\n', ' ');
    throw FailedStatement(std::string(file.name) + ", statement " + std::to_string(number) + ": " +
                          message);
}

void apply_steps(Database& database, const workflow::Embedded& file, std::int64_t now,
                 const SchemaLock& lock) {
    Steps steps(database, file);
    steps.run(lock);
    steps.end(now);
}

}  // namespace tdkt::sql
