#include "sql/migrate.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

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
    if (engine == "sqlite")
        BOOST_TEST(fresh.count("select count(*) from sqlite_master where name = 'rank'") == 0);
    BOOST_TEST(sql::migrate(fresh.database(), 0, two.embedded()) == 1);
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
