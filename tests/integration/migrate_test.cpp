#include "sql/migrate.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <memory>
#include <thread>

#include "server/rules.h"
#include "sql/audit/audit.h"
#include "sql/backup/backup.h"
#include "sql/catalogue.h"
#include "sql/schema_lock.h"
#include "sql/schema_steps.h"
#include "tests/support/database.h"

using namespace tdkt;
using test::FreshDatabase;

namespace {

// Schema files as the build would embed them.
struct Files {
    std::vector<std::pair<std::string, std::string>> texts;

    std::vector<workflow::Embedded> embedded() const {
        std::vector<workflow::Embedded> files;
        for (const auto& [name, text] : texts)
            files.push_back({name, text.data(), text.data() + text.size()});
        return files;
    }
};

const std::string people =
    "-- Lan's table; it's \"hers\": not :yours\n"
    "create table person (id {{key}}, name varchar(50) not null, -- not NULL; ever\n"
    " picture {{blob}} not null){{table}};\n"
    "create index person_by_name on person (name);\n";
const std::string rows = "insert into person (name, picture) values ('it''s; -- Hà', '')";

const Files two = {{{"schema/0001_people.sql", people}, {"schema/0002_rows.sql", rows}}};

auto says(const std::string& part) {
    return [part](const std::exception& error) {
        const std::string text = error.what();
        BOOST_TEST_MESSAGE(text);
        return text.find(part) != std::string::npos && text.find('\n') == std::string::npos;
    };
}

bool has_lock(FreshDatabase& fresh) {
    return fresh.database().read(
        [&](auto& db) { return sql::has_table(db, fresh.database().dialect(), "schema_lock"); });
}

// With the office of the oldest schema, as it was then.
void fill(sql::Database& database) {
    std::vector<workflow::Embedded> files;
    for (const auto& file : sql::resources())
        if (file.name.starts_with("schema/000") && file.name < "schema/0008") files.push_back(file);
    std::ifstream in("tests/data/schemas/0007.backup", std::ios::binary);
    sql::restore(database, in, 7, files);
}

// Tables, columns and keys, as the catalogue tells of them.
std::string shape(FreshDatabase& fresh) {
    std::string text;
    fresh.database().read([&](auto& db) {
        for (const auto& table : sql::all_tables(db, fresh.database().dialect())) {
            text += table.name + ":";
            for (const auto& column : table.columns)
                text += " " + column.name + static_cast<char>(column.kind);
            for (const auto part : table.key) text += " " + std::to_string(part);
            text += '\n';
        }
    });
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(migrate_test)

BOOST_DATA_TEST_CASE(each_file_is_applied_once, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    BOOST_TEST(sql::lacking(fresh.database(), two.embedded()) == 2);
    BOOST_TEST(sql::migrate(fresh.database(), 1000, two.embedded()) == 2);
    BOOST_TEST(sql::migrate(fresh.database(), 2000, two.embedded()) == 0);
    BOOST_TEST(sql::lacking(fresh.database(), two.embedded()) == 0);
    BOOST_TEST(fresh.count("select count(*) from person where name = 'it''s; -- Hà'") == 1);
    BOOST_TEST(fresh.count("select min(id) from person") == 1);
    BOOST_TEST(fresh.count("select max(applied_at) from schema_version") == 1000);

    auto three = two;
    three.texts.push_back({"schema/0003_more.sql", rows});
    BOOST_TEST(sql::migrate(fresh.database(), 3000, three.embedded()) == 1);
    BOOST_TEST(fresh.count("select count(*) from person") == 2);
}

BOOST_DATA_TEST_CASE(the_files_of_this_program_apply, test::engines(), engine) {
    FreshDatabase fresh(engine);
    BOOST_TEST(sql::lacking(fresh.database()) == 0);
    BOOST_TEST(sql::migrate(fresh.database(), 0) == 0);
}

BOOST_DATA_TEST_CASE(an_edited_file_is_refused, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    sql::migrate(fresh.database(), 0, two.embedded());
    auto edited = two;
    edited.texts[0].second += " ";
    BOOST_CHECK_EXCEPTION(sql::migrate(fresh.database(), 0, edited.embedded()), std::runtime_error,
                          says("0001_people.sql was edited"));
}

BOOST_DATA_TEST_CASE(a_file_of_a_newer_program_is_refused, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    sql::migrate(fresh.database(), 0, two.embedded());
    const Files one = {{two.texts[0]}};
    BOOST_CHECK_EXCEPTION(sql::migrate(fresh.database(), 0, one.embedded()), std::runtime_error,
                          says("0002_rows.sql"));
}

BOOST_DATA_TEST_CASE(a_file_that_fails_is_named_and_not_noted, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    auto broken = two;
    broken.texts[1].second =
        "create table rank (id {{key}}){{table}}; insert into nowhere values (1)";
    BOOST_CHECK_EXCEPTION(sql::migrate(fresh.database(), 0, broken.embedded()), std::runtime_error,
                          says("0002_rows.sql, statement 2"));
    BOOST_TEST(sql::lacking(fresh.database(), two.embedded()) == 1);
    // MariaDB keeps what went before, and goes on there once the rest is put right.
    auto right = broken;
    right.texts[1].second = "create table rank (id {{key}}){{table}}; " + rows;
    if (engine == "sqlite")
        BOOST_TEST(fresh.count("select count(*) from sqlite_master where name = 'rank'") == 0);
    else
        BOOST_CHECK_EXCEPTION(sql::migrate(fresh.database(), 0, two.embedded()), std::runtime_error,
                              says("0002_rows.sql was edited after a part of it"));
    BOOST_TEST(sql::migrate(fresh.database(), 0, right.embedded()) == 1);
    BOOST_TEST(fresh.count("select count(*) from person") == 1);
    BOOST_TEST(fresh.count("select count(*) from rank") == 0);
}

BOOST_AUTO_TEST_CASE(an_older_program_refuses_what_a_newer_one_was_interrupted_in) {
    FreshDatabase fresh("mariadb", FreshDatabase::Schema::none);
    const Files one = {{two.texts[0]}};
    sql::migrate(fresh.database(), 0, one.embedded());
    auto broken = two;
    broken.texts[1].second =
        "create table rank (id {{key}}){{table}}; insert into nowhere values (1)";
    BOOST_CHECK_THROW(sql::migrate(fresh.database(), 0, broken.embedded()), std::runtime_error);
    BOOST_CHECK_EXCEPTION(sql::lacking(fresh.database(), one.embedded()), std::runtime_error,
                          says("a newer program was interrupted while it applied "
                               "schema/0002_rows.sql"));
}

// Whether a statement that was begun was carried out, nobody knows who comes later:
// here each was, and was not.
BOOST_AUTO_TEST_CASE(a_statement_that_may_have_been_carried_out_is_carried_out_once) {
    const std::string change_tables[] = {"create table rank (id {{key}}){{table}}",
                                         "alter table person add column rank bigint",
                                         "create index person_by_rank on person (id, name)",
                                         "drop table old", "alter table person rename to people"};
    for (const auto& statement : change_tables)
        for (const bool carried_out : {false, true}) {
            FreshDatabase fresh("mariadb", FreshDatabase::Schema::none);
            const Files one = {{two.texts[0]}};
            sql::migrate(fresh.database(), 0, one.embedded());
            fresh.run({"create table old (id bigint)"});
            const Files more = {{two.texts[0], {"schema/0002_more.sql", statement}}};
            const auto whole = sql::statements(statement, sql::mariadb).front();
            fresh.run(
                {"insert into schema_step (name, begun, done, checksum) values"
                 " ('schema/0002_more.sql', 1, 0, '" +
                 sql::checksum(whole + ";\n") + "')"});
            if (carried_out) fresh.run({whole});
            BOOST_TEST(sql::migrate(fresh.database(), 0, more.embedded()) == 1, statement);
            BOOST_TEST(sql::lacking(fresh.database(), more.embedded()) == 0);
            BOOST_TEST(fresh.count("select count(*) from schema_step") == 0);
        }
}

BOOST_AUTO_TEST_CASE(a_program_that_holds_the_lock_is_waited_for_and_a_dead_one_is_not) {
    FreshDatabase fresh("mariadb", FreshDatabase::Schema::none);
    const Files one = {{two.texts[0]}};
    sql::migrate(fresh.database(), 0, one.embedded());
    std::atomic<bool> released = false;
    std::jthread other([&, lock = std::make_unique<sql::SchemaLock>(fresh.database())]() mutable {
        sql::Database own(fresh.url(), 2);
        own.change(
            [](sql::Change& change) { change.db() << "create table other_work (id bigint)"; });
        released = true;
        lock.reset();
    });
    BOOST_TEST(sql::migrate(fresh.database(), 0, two.embedded()) == 1);
    BOOST_TEST(released);
    fresh.run({"update schema_lock set holder = 'dead', held_until = unix_timestamp() - 1"});
    const sql::SchemaLock lock(fresh.database());
    BOOST_CHECK_NO_THROW(lock.require_held());
}

// A program that is killed at any moment, again and again, while it brings a database up
// to date: the next one goes on, and what comes out is what an undisturbed one makes.
BOOST_DATA_TEST_CASE(a_program_killed_at_any_moment_is_followed_by_one_that_goes_on,
                     test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none), undisturbed(engine);
    fill(fresh.database());
    const auto ballots = fresh.count("select count(*) from ballot");
    int killed = 0;
    for (int microseconds = 500;; microseconds += microseconds / 2) {
        const auto child = ::fork();
        BOOST_TEST_REQUIRE(child >= 0);
        if (child == 0) {
            try {
                sql::Database own(fresh.url(), 2);
                sql::migrate(own, 0);
                ::_exit(0);
            } catch (...) {
                ::_exit(1);
            }
        }
        ::usleep(static_cast<useconds_t>(microseconds));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (engine == "mariadb" && has_lock(fresh))
            fresh.run({"update schema_lock set held_until = 0"});
        if (!WIFSIGNALED(status)) {
            BOOST_TEST(WEXITSTATUS(status) == 0);
            break;
        }
        ++killed;
    }
    BOOST_TEST(killed > 0);
    BOOST_TEST(sql::lacking(fresh.database()) == 0);
    BOOST_TEST(shape(fresh) == shape(undisturbed));
    BOOST_TEST(ballots > 0);
    BOOST_TEST(fresh.count("select count(*) from opened_ballot") == ballots);
    const auto breaks =
        fresh.database().read([](auto& db) { return sql::audit(db, server::load_rules()).breaks; });
    BOOST_TEST(breaks == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(of_several_programs_that_start_at_once_one_applies, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    std::atomic<int> applied = 0, failed = 0;
    {
        std::vector<std::jthread> programs;
        for (int i = 0; i < 4; ++i)
            programs.emplace_back([&] {
                try {
                    sql::Database own(fresh.url(), 2);
                    applied += sql::migrate(own, 0, two.embedded());
                } catch (const std::exception& error) {
                    ++failed;
                    BOOST_TEST_MESSAGE(error.what());
                }
            });
    }
    BOOST_TEST(applied == 2);
    BOOST_TEST(failed == 0);
    BOOST_TEST(fresh.count("select count(*) from person") == 1);
}

BOOST_AUTO_TEST_CASE(a_statement_may_be_meant_for_one_database) {
    const std::string text =
        "create table t (a int);\n"
        "{{sqlite}} create trigger t_stays before delete on t begin\n"
        "    select raise(abort, 'no; never');\nend;\n"
        "{{mariadb}} alter table t add b int;";
    const auto for_sqlite = sql::statements(text, sql::sqlite);
    BOOST_TEST_REQUIRE(for_sqlite.size() == 2u);
    BOOST_TEST(for_sqlite[1].starts_with("create trigger"));
    BOOST_TEST(for_sqlite[1].ends_with("end"));
    const auto for_mariadb = sql::statements(text, sql::mariadb);
    BOOST_TEST_REQUIRE(for_mariadb.size() == 2u);
    BOOST_TEST(for_mariadb[1] == "alter table t add b int");
}

BOOST_AUTO_TEST_SUITE_END()
