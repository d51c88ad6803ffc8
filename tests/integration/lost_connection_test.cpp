// A database that is lost in the middle of work: what runs again, what does not,
// and how the key of a request settles what nobody knows.
#include <boost/test/unit_test.hpp>

#include "server/showing/answers.h"
#include "server/steps/recorded.h"
#include "tests/support/http_client.h"
#include "tests/support/server.h"
#include "tests/support/wire.h"

using namespace tdkt;
using Cut = test::Wire::Cut;
using workflow::Kind;
using workflow::Problem;

namespace {

struct Counter : test::FreshDatabase {
    Counter() : FreshDatabase("mariadb", Schema::none), wire(url()), through(wire.url(), 2) {
        run({"create table counter (id bigint not null primary key, version bigint not null)",
             "insert into counter (id, version) values (7, 0)"});
    }
    std::int64_t version() { return count("select version from counter where id = 7"); }

    test::Wire wire;
    sql::Database through;
};

void add_one(sql::Change& change) {
    change.db() << "update counter set version = version + 1 where id = 7";
}

void kill_connection(Counter& counter, soci::session& db) {
    std::int64_t id = 0;
    db << "select connection_id()", soci::into(id);
    counter.run({"kill connection " + std::to_string(id)});
}

bool busy(const Problem& problem) {
    return problem.kind() == Kind::busy;
}

// One who stores a notice for themselves, by way of the door.
server::Response post_note(const server::Request& request, server::App& app) {
    return server::recorded(request, app, [&](sql::Change& change) {
        change.db() << "insert into notice (account_id, text, link, at) values (:account, 'x', '/',"
                       " 0)",
            soci::use(request.actor.id);
        return server::created("/notes/1", {{"done", true}});
    });
}

struct Noting {
    explicit Noting(std::chrono::milliseconds patience = std::chrono::seconds(10))
        : server(
              {{"POST", "/notes", server::Access::member, {}, post_note, {}, "Note"}}, "mariadb",
              [this](const std::string& url) {
                  wire = std::make_unique<test::Wire>(url);
                  return wire->url();
              },
              patience),
          client(server.port()) {
        server.add_person("ha.tran", workflow::Role::director);
        client.take_token("ha.tran", test::Server::password);
    }
    test::Reply post(const std::string& key) {
        client.set_header("Idempotency-Key", key);
        return client.json("POST", "/api/v1/notes", nlohmann::json::object());
    }
    std::int64_t notes() {
        return server.app().database.read([](auto& db) {
            std::int64_t count = 0;
            db << "select count(*) from notice", soci::into(count);
            return count;
        });
    }

    std::unique_ptr<test::Wire> wire;
    test::Server server;
    test::Client client;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lost_connection_test)

BOOST_AUTO_TEST_CASE(each_code_of_mariadb_is_tried_again_waited_for_or_told) {
    for (const unsigned code : {1213, 1205, 1020})
        BOOST_TEST((sql::mariadb_meaning(code) == sql::Meaning::lost_race), code);
    for (const unsigned code : {1047, 1180, 2006, 2013, 2002, 2003, 1053, 1927, 1040})
        BOOST_TEST((sql::mariadb_meaning(code) == sql::Meaning::unreachable), code);
    for (const unsigned code : {1062, 1586})
        BOOST_TEST((sql::mariadb_meaning(code) == sql::Meaning::duplicate), code);
    for (const unsigned code : {1064, 1146, 1452, 1792})
        BOOST_TEST((sql::mariadb_meaning(code) == sql::Meaning::accident), code);
}

BOOST_AUTO_TEST_CASE(a_change_killed_at_a_statement_runs_again_as_a_whole) {
    Counter counter;
    int runs = 0;
    counter.through.change([&](sql::Change& change) {
        add_one(change);
        if (++runs == 1) kill_connection(counter, change.db());
        add_one(change);
    });
    BOOST_TEST(runs == 2);
    BOOST_TEST(counter.version() == 2);
}

BOOST_AUTO_TEST_CASE(a_change_killed_at_its_commit_is_of_unknown_outcome_and_runs_once) {
    Counter counter;
    int runs = 0;
    BOOST_CHECK_THROW(counter.through.change([&](sql::Change& change) {
        ++runs;
        add_one(change);
        kill_connection(counter, change.db());
    }),
                      sql::OutcomeUnknown);
    BOOST_TEST(runs == 1);
    BOOST_TEST(counter.version() == 0);
}

BOOST_AUTO_TEST_CASE(what_comes_to_the_same_twice_is_simply_done_again) {
    Counter counter;
    int runs = 0;
    counter.wire.cut_next_commit(Cut::after);
    counter.through.change_alike([&](sql::Change& change) {
        ++runs;
        change.db() << "update counter set version = 5 where id = 7";
    });
    BOOST_TEST(runs == 2);
    BOOST_TEST(counter.version() == 5);
}

BOOST_AUTO_TEST_CASE(whether_a_commit_was_heard_cannot_be_told_from_its_lost_answer) {
    Counter counter;
    int runs = 0;
    const auto add = [&](sql::Change& change) {
        ++runs;
        add_one(change);
    };
    counter.wire.cut_next_commit(Cut::before);
    BOOST_CHECK_THROW(counter.through.change(add), sql::OutcomeUnknown);
    BOOST_TEST(counter.version() == 0);
    counter.wire.cut_next_commit(Cut::after);
    BOOST_CHECK_THROW(counter.through.change(add), sql::OutcomeUnknown);
    BOOST_TEST(counter.version() == 1);
    BOOST_TEST(runs == 2);
    counter.through.change(add);
    BOOST_TEST(counter.version() == 2);
}

BOOST_AUTO_TEST_CASE(a_read_that_loses_its_connection_begins_anew_unless_it_passed_something_on) {
    Counter counter;
    int runs = 0;
    const auto look = [&](soci::session& db) {
        if (++runs == 1) kill_connection(counter, db);
        std::int64_t version = -1;
        db << "select version from counter where id = 7", soci::into(version);
        return version;
    };
    BOOST_TEST(counter.through.read(look) == 0);
    BOOST_TEST(runs == 2);
    runs = 0;
    BOOST_CHECK_THROW(counter.through.read_once(look), sql::Accident);
    BOOST_TEST(runs == 1);
}

// SOCI takes a result of which the end never came for a statement without one: a row that
// is there is then not found, and rows are read from where there are none.
BOOST_AUTO_TEST_CASE(a_result_that_breaks_off_is_never_taken_for_none) {
    Counter counter;
    counter.run({"insert into counter (id, version) values (8, 44332211)"});
    int runs = 0;
    counter.wire.cut_next_answer("44332211");
    const auto one = counter.through.read([&](soci::session& db) {
        ++runs;
        std::int64_t version = -1;
        db << "select version from counter where id = 8", soci::into(version);
        return version;
    });
    BOOST_TEST(runs == 2);
    BOOST_TEST(one == 44332211);
    counter.wire.cut_next_answer("44332211");
    const auto sum = counter.through.read([&](soci::session& db) {
        ++runs;
        std::int64_t version = 0, all = 0;
        soci::statement rows =
            (db.prepare << "select version from counter order by id", soci::into(version));
        for (rows.execute(); rows.fetch();) all += version;
        return all;
    });
    BOOST_TEST(runs == 4);
    BOOST_TEST(sum == 44332211);
}

BOOST_AUTO_TEST_CASE(one_waits_for_a_database_that_is_away_but_not_for_ever) {
    Counter counter;
    counter.wire.refuse(12);
    counter.through.read([&](auto&) { counter.through.change(add_one); });
    BOOST_TEST(counter.version() == 1);
    sql::Database hasty(counter.wire.url(), 1, std::chrono::milliseconds(50));
    BOOST_CHECK_THROW(
        hasty.change([&](sql::Change& change) { kill_connection(counter, change.db()); }),
        sql::OutcomeUnknown);
    counter.wire.refuse(1'000'000);
    BOOST_CHECK_EXCEPTION(hasty.change(add_one), Problem, busy);
    counter.wire.refuse(0);
    hasty.change(add_one);
    BOOST_TEST(counter.version() == 2);
}

BOOST_AUTO_TEST_CASE(the_key_of_a_request_settles_an_unknown_outcome_before_it_is_answered) {
    Noting noting;
    for (const auto cut : {Cut::before, Cut::after}) {
        const auto key = cut == Cut::before ? "k-before" : "k-after";
        const auto before = noting.notes();
        noting.wire->cut_next_commit(cut);
        const auto first = noting.post(key);
        BOOST_TEST(first.status == 201, first.body);
        BOOST_TEST(noting.notes() == before + 1);
        const auto again = noting.post(key);
        BOOST_TEST(again.status == 201);
        BOOST_TEST(again.body == first.body);
        BOOST_TEST(noting.notes() == before + 1);
    }
}

BOOST_AUTO_TEST_CASE(without_a_key_the_answer_says_that_the_outcome_is_unknown) {
    Noting noting;
    noting.wire->cut_next_commit(Cut::after);
    const auto reply = noting.post("");
    BOOST_TEST(reply.status == 504);
    BOOST_TEST(reply.json()["code"] == "outcome_unknown");
    BOOST_TEST(!reply.json()["accident"].get<std::string>().empty());
    BOOST_TEST(reply.body.find("Hãy xem lại nội dung mới nhất") != std::string::npos);
    BOOST_TEST(noting.notes() == 1);
}

BOOST_AUTO_TEST_CASE(
    while_the_database_stays_away_the_outcome_stays_unknown_and_the_key_settles_it) {
    Noting noting(std::chrono::milliseconds(500));
    noting.wire->cut_next_commit(Cut::after, /*stay_away=*/true);
    const auto reply = noting.post("k-away");
    BOOST_TEST(reply.status == 504);
    BOOST_TEST(reply.json()["code"] == "outcome_unknown");
    BOOST_TEST(reply.body.find("với cùng Idempotency-Key") != std::string::npos);
    noting.wire->refuse(0);
    BOOST_TEST(noting.post("k-away").status == 201);
    BOOST_TEST(noting.notes() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
