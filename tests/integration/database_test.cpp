#include "tests/support/database.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "sql/statements.h"

using namespace tdkt;
using workflow::Kind;
using workflow::Problem;

namespace {

// A neutral table: two counters.
struct Counters : test::FreshDatabase {
    explicit Counters(const std::string& engine) : FreshDatabase(engine, Schema::none) {
        run(
            {"create table counter (id bigint not null primary key, version bigint not null,"
             " holder varchar(40) not null unique)" +
                 database().dialect().table,
             "insert into counter (id, version, holder) values (7, 0, 'Lan')",
             "insert into counter (id, version, holder) values (8, 0, 'Hà')"});
    }
};

bool busy(const Problem& problem) {
    return problem.kind() == Kind::busy;
}

void add_one(sql::Change& change, int id) {
    change.db() << "update counter set version = version + 1 where id = :id", soci::use(id);
}

// Presses the button once: true for the one whose version was still right.
bool press(sql::Database& database) {
    return database.change([](sql::Change& change) {
        std::int64_t version = 0;
        auto& db = change.db();
        db << "select version from counter where id = 7", soci::into(version);
        if (version != 0) return false;
        soci::statement update = (db.prepare << "update counter set version = version + 1"
                                                " where id = 7 and version = :version",
                                  soci::use(version));
        update.execute(true);
        return update.get_affected_rows() == 1;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database_test)

BOOST_DATA_TEST_CASE(of_eight_people_pressing_at_once_one_succeeds, test::engines(), engine) {
    Counters counters(engine);
    for (int round = 0; round < 20; ++round) {
        counters.run({"update counter set version = 0 where id = 7"});
        std::atomic<int> succeeded = 0, accidents = 0;
        {
            std::vector<std::jthread> people;
            for (int i = 0; i < 8; ++i)
                people.emplace_back([&] {
                    try {
                        succeeded += press(counters.database()) ? 1 : 0;
                    } catch (const std::exception&) {
                        ++accidents;
                    }
                });
        }
        BOOST_TEST(succeeded == 1);
        BOOST_TEST(accidents == 0);
    }
    BOOST_TEST(counters.count("select version from counter where id = 7") == 1);
}

// Half of the threads take the two rows in the other order: a deadlock that the
// database settles by refusing one, which must then simply run again.
BOOST_DATA_TEST_CASE(a_lost_race_is_run_again_until_it_is_won, test::engines(), engine) {
    Counters counters(engine);
    std::atomic<int> accidents = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                for (int n = 0; n < 25; ++n) try {
                        counters.database().change([&](sql::Change& change) {
                            add_one(change, 7 + i % 2);
                            add_one(change, 8 - i % 2);
                        });
                    } catch (const std::exception&) {
                        ++accidents;
                    }
            });
    }
    BOOST_TEST(accidents == 0);
    BOOST_TEST(counters.count("select sum(version) from counter") == 2 * 8 * 25);
}

// What the sketch lost without snapshot isolation or a version: read, add, write.
BOOST_DATA_TEST_CASE(reading_and_then_writing_loses_no_update, test::engines(), engine) {
    Counters counters(engine);
    std::atomic<int> accidents = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 25; ++n) try {
                        counters.database().change([](sql::Change& change) {
                            std::int64_t version = 0;
                            auto& db = change.db();
                            db << "select version from counter where id = 7", soci::into(version);
                            ++version;
                            db << "update counter set version = :version where id = 7",
                                soci::use(version);
                        });
                    } catch (const std::exception&) {
                        ++accidents;
                    }
            });
    }
    BOOST_TEST(counters.count("select version from counter where id = 7") == 100 - accidents);
    BOOST_TEST(accidents == 0);
}

BOOST_DATA_TEST_CASE(a_change_that_throws_leaves_nothing_behind, test::engines(), engine) {
    Counters counters(engine);
    BOOST_CHECK_EXCEPTION(counters.database().change([](sql::Change& change) {
        add_one(change, 7);
        throw Problem::stale();
    }),
                          Problem, [](const Problem& p) { return p.kind() == Kind::stale; });
    BOOST_TEST(counters.count("select version from counter where id = 7") == 0);
    counters.database().change([](sql::Change& change) { add_one(change, 7); });
    BOOST_TEST(counters.count("select version from counter where id = 7") == 1);
}

BOOST_DATA_TEST_CASE(a_read_sees_one_moment, test::engines(), engine) {
    Counters counters(engine);
    counters.database().read([&](auto& db) {
        int before = -1, after = -1;
        db << "select version from counter where id = 7", soci::into(before);
        counters.database().change([](sql::Change& change) { add_one(change, 7); });
        db << "select version from counter where id = 7", soci::into(after);
        BOOST_TEST(before == 0);
        BOOST_TEST(after == 0);
    });
    BOOST_TEST(counters.count("select version from counter where id = 7") == 1);
}

BOOST_DATA_TEST_CASE(a_read_cannot_write, test::engines(), engine) {
    Counters counters(engine);
    BOOST_CHECK_THROW(
        counters.database().read([](auto& db) { db << "update counter set version = 5"; }),
        sql::Accident);
    BOOST_TEST(counters.count("select sum(version) from counter") == 0);
}

BOOST_DATA_TEST_CASE(who_waits_too_long_for_a_connection_is_told_that_we_are_busy, test::engines(),
                     engine) {
    Counters counters(engine);
    sql::Database narrow(counters.url(), 1, std::chrono::milliseconds(50));
    narrow.change([&](sql::Change&) {
        BOOST_CHECK_EXCEPTION(narrow.change([](sql::Change&) {}), Problem, busy);
    });
    narrow.read([&](auto&) { BOOST_CHECK_EXCEPTION(narrow.read([](auto&) {}), Problem, busy); });
    BOOST_CHECK_NO_THROW(narrow.change([](sql::Change&) {}));
}

// Two programs on one file: a command line beside the server.
BOOST_AUTO_TEST_CASE(a_second_program_waits_for_the_writer_of_sqlite) {
    Counters counters("sqlite");
    sql::Database other(counters.url(), 1, std::chrono::milliseconds(50));
    counters.database().change([&](sql::Change&) {
        BOOST_CHECK_EXCEPTION(other.change([](sql::Change&) {}), Problem, busy);
    });
    other.change([](sql::Change& change) { add_one(change, 8); });
    BOOST_TEST(counters.count("select version from counter where id = 8") == 1);
}

BOOST_DATA_TEST_CASE(an_accident_tells_the_statement_but_no_value, test::engines(), engine) {
    Counters counters(engine);
    const std::string secret = "Nguyễn Thị Bí Mật";
    const auto add = [&](sql::Change& change) {
        change.db() << "insert into counter (id, version, holder) values (9, 0, :holder)",
            soci::use(secret);
        change.db() << "insert into counter (id, version, holder) values (10, 0, :holder)",
            soci::use(secret);
    };
    BOOST_CHECK_EXCEPTION(
        counters.database().change(add), sql::Accident, [&](const sql::Accident& accident) {
            const std::string text = accident.what();
            BOOST_TEST_MESSAGE(text);
            return text.find(secret) == std::string::npos &&
                   text.find("values (10, 0, :holder)") != std::string::npos &&
                   text.find("holder") != std::string::npos && accident.code() != 0;
        });
}

BOOST_DATA_TEST_CASE(a_store_can_tell_a_duplicate_from_other_errors, test::engines(), engine) {
    Counters counters(engine);
    const auto attempt = [&](const std::string& statement) {
        return counters.database().change([&](sql::Change& change) {
            try {
                change.db() << statement;
            } catch (const soci::soci_error& error) {
                return sql::is_duplicate(error);
            }
            return false;
        });
    };
    BOOST_TEST(attempt("insert into counter (id, version, holder) values (7, 0, 'x')"));
    BOOST_TEST(attempt("insert into counter (id, version, holder) values (9, 0, 'Lan')"));
    BOOST_TEST(!attempt("insert into counter (id, version, holder) values (9, 0, null)"));
}

BOOST_DATA_TEST_CASE(what_was_typed_comes_back_as_typed, test::engines(), engine) {
    Counters counters(engine);
    for (const std::string text :
         {"Đặng Thị Quỳnh ✓ 🏅", "it's \"quoted\" \\ :id ? %", "'; --"}) {
        const auto back = counters.database().change([&](sql::Change& change) {
            std::string holder;
            auto& db = change.db();
            db << "update counter set holder = :holder where id = 7", soci::use(text);
            db << "select holder from counter where holder = :holder", soci::into(holder),
                soci::use(text);
            return holder;
        });
        BOOST_TEST(back == text);
    }
}

BOOST_DATA_TEST_CASE(texts_are_compared_byte_by_byte, test::engines(), engine) {
    Counters counters(engine);
    counters.run({"insert into counter (id, version, holder) values (9, 0, 'lan')",
                  "insert into counter (id, version, holder) values (10, 0, 'Lan ')",
                  "insert into counter (id, version, holder) values (11, 0, 'Ha')"});
    BOOST_TEST(counters.count("select count(*) from counter where holder = 'Lan'") == 1);
    BOOST_TEST(counters.count("select count(*) from counter where 'L' || 'an' = holder") == 1);
}

BOOST_AUTO_TEST_CASE(a_lost_connection_is_replaced) {
    Counters counters("mariadb");
    const auto connection = [&] { return counters.count("select connection_id()"); };
    sql::Database killer(counters.url(), 1);
    const auto kill = [&](std::int64_t id) {
        killer.change([&](sql::Change& change) { change.db() << "kill " + std::to_string(id); });
    };
    const auto first = connection();
    kill(first);
    BOOST_TEST(connection() != first);

    // Killed in the middle, the whole change runs again; nothing is half done.
    int runs = 0;
    counters.database().change([&](sql::Change& change) {
        add_one(change, 7);
        std::int64_t id = 0;
        change.db() << "select connection_id()", soci::into(id);
        if (++runs == 1) kill(id);
        add_one(change, 8);
    });
    BOOST_TEST(runs == 2);
    BOOST_TEST(counters.count("select sum(version) from counter") == 2);
}

BOOST_DATA_TEST_CASE(a_listener_hears_of_kept_changes_only, test::engines(), engine) {
    Counters counters(engine);
    int heard = 0;
    counters.database().listen([&] { ++heard; });
    counters.database().change([](sql::Change&) {});
    BOOST_CHECK_THROW(counters.database().change([](sql::Change& change) {
        change.announce();
        throw Problem::stale();
    }),
                      Problem);
    BOOST_TEST(heard == 0);
    counters.database().change([](sql::Change& change) { change.announce(); });
    BOOST_TEST(heard == 1);
    counters.database().listen({});
    counters.database().change([](sql::Change& change) { change.announce(); });
    BOOST_TEST(heard == 1);
}

BOOST_DATA_TEST_CASE(statements_are_counted_per_thread, test::engines(), engine) {
    Counters counters(engine);
    counters.count("select count(*) from counter");  // opens the connection
    const auto before = sql::statements_prepared();
    counters.count("select count(*) from counter");
    BOOST_TEST(sql::statements_prepared() - before == 2);  // begin, select
}

BOOST_DATA_TEST_CASE(a_key_is_given_and_never_given_again, test::engines(), engine) {
    Counters counters(engine);
    counters.run({"create table paper (id " + counters.database().dialect().key +
                  ", title varchar(50) not null)" + counters.database().dialect().table});
    const auto add = [&] {
        return counters.database().change([](sql::Change& change) {
            change.db() << "insert into paper (title) values ('x')";
            return change.last_id();
        });
    };
    BOOST_TEST(add() == 1);
    BOOST_TEST(add() == 2);
    counters.run({"delete from paper where id = 2"});
    BOOST_TEST(add() == 3);
}

BOOST_AUTO_TEST_CASE(only_its_owner_may_read_a_new_database) {
    Counters counters("sqlite");
    const auto path = counters.url().substr(std::string("sqlite:").size());
    for (const auto* part : {"", "-wal", "-shm", "-writer"}) {
        const auto rights = std::filesystem::status(path + part).permissions();
        BOOST_TEST((static_cast<unsigned>(rights) & 077) == 0u, path + part);
    }
}

BOOST_AUTO_TEST_CASE(a_path_may_hold_spaces_and_signs) {
    test::TempDir folder;
    for (const std::string name : {"thi đua khen thưởng.db", "a  b=c d.db", "it's.db", "x=y.db"}) {
        const auto path = folder / name;
        {
            sql::Database database("sqlite:" + path);
            database.change([](sql::Change& change) { change.db() << "create table t (id int)"; });
        }
        BOOST_TEST(std::filesystem::file_size(path) > 0u, path);
    }
}

BOOST_AUTO_TEST_CASE(sqlite_keeps_what_was_confirmed) {
    Counters counters("sqlite");
    counters.database().change([](sql::Change& change) {
        int synchronous = 0, keys = 0, trusted = 1, checkpoint = 0;
        std::string journal;
        auto& db = change.db();
        db << "pragma synchronous", soci::into(synchronous);
        db << "pragma journal_mode", soci::into(journal);
        db << "pragma foreign_keys", soci::into(keys);
        db << "pragma trusted_schema", soci::into(trusted);
        db << "pragma wal_autocheckpoint", soci::into(checkpoint);
        BOOST_TEST(synchronous == 2);
        BOOST_TEST(journal == "wal");
        BOOST_TEST(keys == 1);
        BOOST_TEST(trusted == 0);
        BOOST_TEST(checkpoint > 0);
    });
    BOOST_TEST(counters.count("pragma wal_autocheckpoint") == 0);
    BOOST_TEST(counters.count("pragma query_only") == 1);
    BOOST_TEST(counters.count("pragma foreign_keys") == 1);
}

BOOST_AUTO_TEST_CASE(mariadb_is_asked_for_strict_utc_snapshots) {
    Counters counters("mariadb");
    BOOST_TEST(counters.count("select @@session.innodb_snapshot_isolation") == 1);
    BOOST_TEST(counters.count("select @@session.time_zone = '+00:00'") == 1);
    BOOST_TEST(counters.count("select @@session.sql_mode like '%STRICT_TRANS_TABLES%'") == 1);
    BOOST_TEST(counters.count("select @@character_set_client = 'utf8mb4'") == 1);
}

BOOST_AUTO_TEST_CASE(a_database_that_cannot_be_had_is_told_in_one_line) {
    const auto one_line = [](const std::exception& error) {
        const std::string text = error.what();
        BOOST_TEST_MESSAGE(text);
        return text.find('\n') == std::string::npos && text.find("s3cret") == std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(sql::Database("sqlite:/no/such/folder/office.db"), std::exception,
                          one_line);
    BOOST_CHECK_EXCEPTION(sql::Database("mysql://lan:s3cret@127.0.0.1:1/office"), sql::Accident,
                          one_line);
    BOOST_CHECK_EXCEPTION(sql::Database("mysql://lan:s3cret@/office"), std::invalid_argument,
                          one_line);
}

BOOST_AUTO_TEST_SUITE_END()
