#include "sql/shared_commit.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <semaphore>
#include <set>
#include <thread>

#include "sql/statements.h"
#include "tests/support/database.h"

using namespace tdkt;
using workflow::Kind;
using workflow::Problem;

namespace {

constexpr int people = 8;

// A table in which each of eight people writes a line, when all were made to wait
// for the first of them.
struct Queue : test::FreshDatabase {
    using Work = std::function<void(soci::session&, int)>;

    Queue()
        : FreshDatabase("sqlite", Schema::none),
          writer(1, [this] { return sql::connect(sql::parse_address(url()), sql::Use::writing); }),
          one_writer(sql::parse_address(url()).path + "-writer"),
          shared(writer, one_writer, sql::sqlite, std::chrono::seconds(20)) {
        run({"create table shelf (id bigint not null primary key)",
             "insert into shelf (id) values (1)",
             "create table line (person bigint not null primary key, shelf bigint not null"
             " references shelf (id) deferrable initially deferred)"});
        shared.run([](soci::session&) {});  // connects
    }

    // The first begins; when all others wait, each does its work.
    void all_at_once(const Work& work) {
        std::binary_semaphore begun(0);
        std::vector<std::jthread> threads;
        threads.emplace_back([&] {
            press(0, [&](soci::session& db, int person) {
                if (runs[0] == 1) {
                    begun.release();
                    while (shared.waiting() + 1 < people) std::this_thread::yield();
                }
                work(db, person);
            });
        });
        begun.acquire();
        for (int person = 1; person < people; ++person)
            threads.emplace_back([&, person] { press(person, work); });
    }

    void press(int person, const Work& work) {
        const auto own = static_cast<std::size_t>(person);
        const auto before = sql::statements_prepared();
        try {
            shared.run([&](soci::session& db) {
                ++runs[own];
                threads_used[own] = std::this_thread::get_id();
                work(db, person);
            });
            answers[own] = "kept";
        } catch (const Problem& problem) {
            answers[own] = problem.what();
        } catch (const sql::Accident&) {
            answers[own] = "accident";
        }
        statements[own] = sql::statements_prepared() - before;
    }

    std::int64_t lines() { return count("select count(*) from line"); }

    sql::Pool writer;
    sql::OneWriter one_writer;
    sql::SharedCommit shared;
    std::array<int, people> runs{};
    std::array<std::string, people> answers;
    std::array<std::thread::id, people> threads_used;
    std::array<std::int64_t, people> statements{};
};

void write(soci::session& db, int person, int shelf = 1) {
    db << "insert into line (person, shelf) values (:person, :shelf)", soci::use(person),
        soci::use(shelf);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_commit_test)

BOOST_AUTO_TEST_CASE(changes_that_wait_are_done_together) {
    Queue queue;
    queue.all_at_once([](soci::session& db, int person) { write(db, person); });
    for (const auto& answer : queue.answers) BOOST_TEST(answer == "kept");
    BOOST_TEST(queue.lines() == people);
    const std::set used(queue.threads_used.begin(), queue.threads_used.end());
    BOOST_TEST(used.size() == 1u);
}

BOOST_AUTO_TEST_CASE(each_of_them_sees_what_those_before_it_did) {
    Queue queue;
    std::set<std::int64_t> seen;
    queue.all_at_once([&](soci::session& db, int person) {
        std::int64_t lines = 0;
        db << "select count(*) from line", soci::into(lines);
        write(db, person);
        seen.insert(lines);
    });
    BOOST_TEST(seen.size() == people);
}

BOOST_AUTO_TEST_CASE(one_that_fails_takes_no_neighbour_along) {
    for (const int failing : {0, 1, people - 1}) {
        Queue queue;
        queue.all_at_once([&](soci::session& db, int person) {
            write(db, person);
            if (person == failing) throw Problem(Kind::blocked, "Chưa được.");
        });
        for (int person = 0; person < people; ++person)
            BOOST_TEST(queue.answers[static_cast<std::size_t>(person)] ==
                       (person == failing ? "Chưa được." : "kept"));
        BOOST_TEST(queue.lines() == people - 1);
        BOOST_TEST(queue.count("select count(*) from line where person = " +
                               std::to_string(failing)) == 0);
    }
}

BOOST_AUTO_TEST_CASE(one_that_ruins_the_transaction_is_the_only_one_to_fail) {
    Queue queue;
    queue.all_at_once([](soci::session& db, int person) {
        write(db, person);
        if (person != 3) return;
        db << "rollback";  // as SQLite itself does when the disk is full
        throw Problem(Kind::blocked, "Hết chỗ.");
    });
    for (std::size_t person = 0; person < people; ++person)
        BOOST_TEST(queue.answers[person] == (person == 3 ? "Hết chỗ." : "kept"));
    BOOST_TEST(queue.lines() == people - 1);
    BOOST_TEST(queue.runs[0] == 2);
}

BOOST_AUTO_TEST_CASE(one_whose_commit_is_refused_is_the_only_one_to_fail) {
    constexpr int no_such_shelf = 9;
    Queue queue;
    queue.all_at_once(
        [](soci::session& db, int person) { write(db, person, person == 5 ? no_such_shelf : 1); });
    for (std::size_t person = 0; person < people; ++person)
        BOOST_TEST(queue.answers[person] == (person == 5 ? "accident" : "kept"));
    BOOST_TEST(queue.lines() == people - 1);
}

BOOST_AUTO_TEST_CASE(statements_are_counted_to_whom_they_were_for) {
    Queue queue;
    queue.all_at_once([](soci::session& db, int person) {
        for (int i = 0; i < person; ++i) db << "select 1";
    });
    for (std::size_t person = 1; person < people; ++person) {
        // Beginning and ending the part are its own as well.
        BOOST_TEST(queue.statements[person] >= static_cast<std::int64_t>(person));
        BOOST_TEST(queue.statements[person] <= static_cast<std::int64_t>(person) + 3);
    }
    BOOST_TEST(queue.statements[0] <= 2);
}

BOOST_AUTO_TEST_CASE(whoever_waits_too_long_is_told_so_and_writes_nothing) {
    Queue queue;
    sql::SharedCommit hurried(queue.writer, queue.one_writer, sql::sqlite,
                              std::chrono::milliseconds(20));
    std::binary_semaphore begun(0), told(0);
    std::jthread slow([&] {
        hurried.run([&](soci::session& db) {
            begun.release();
            told.acquire();
            write(db, 1);
        });
    });
    begun.acquire();
    BOOST_CHECK_EXCEPTION(hurried.run([](soci::session& db) { write(db, 2); }), Problem,
                          [](const Problem& p) { return p.kind() == Kind::busy; });
    told.release();
    slow.join();
    BOOST_TEST(queue.lines() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
