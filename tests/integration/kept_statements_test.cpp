#include <boost/test/unit_test.hpp>

#include "tests/support/database.h"

using namespace tdkt;
using soci::into;
using soci::use;

namespace {

struct Names : test::FreshDatabase {
    Names() : FreshDatabase("sqlite", Schema::none, 1) {
        run({"create table name (id bigint not null primary key, name varchar(40))",
             "insert into name (id, name) values (1, 'Lan')",
             "insert into name (id, name) values (2, 'Hà')"});
    }

    std::string name(std::int64_t id) {
        return database().read([&](auto& db) {
            std::string found = "none";
            db << "select name from name where id = :id", into(found), use(id);
            return found;
        });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_statements_test)

BOOST_AUTO_TEST_CASE(a_kept_statement_runs_with_its_new_values) {
    Names names;
    BOOST_TEST(names.name(1) == "Lan");
    BOOST_TEST(names.name(2) == "Hà");
    BOOST_TEST(names.name(3) == "none");
    BOOST_TEST(names.name(1) == "Lan");
}

BOOST_AUTO_TEST_CASE(the_same_statement_may_be_used_within_itself) {
    Names names;
    const auto pairs = names.database().read([](auto& db) {
        std::vector<std::string> all;
        std::string outer, inner;
        soci::statement each = (db.prepare << "select name from name order by id", into(outer));
        each.execute();
        while (each.fetch()) {
            soci::statement other =
                (db.prepare << "select name from name order by id", into(inner));
            other.execute();
            while (other.fetch()) all.push_back(outer + inner);
        }
        return all;
    });
    const std::vector<std::string> expected{"LanLan", "LanHà", "HàLan", "HàHà"};
    BOOST_TEST(pairs == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_that_was_left_halfway_holds_nothing_and_begins_anew) {
    Names names;
    const auto first = [&] {
        return names.database().read([](auto& db) {
            std::string found;
            soci::statement st = (db.prepare << "select name from name order by id", into(found));
            st.execute();
            st.fetch();
            return found;
        });
    };
    BOOST_TEST(first() == "Lan");
    names.run({"update name set name = 'Mai' where id = 1"});
    BOOST_TEST(first() == "Mai");
}

BOOST_AUTO_TEST_CASE(one_that_failed_may_be_used_again) {
    Names names;
    const auto add = [&](std::int64_t id) {
        names.database().change([&](sql::Change& change) {
            change.db() << "insert into name (id, name) values (:id, 'Tú')", use(id);
        });
    };
    BOOST_CHECK_THROW(add(1), sql::Accident);
    BOOST_CHECK_THROW(add(1), sql::Accident);
    add(3);
    BOOST_TEST(names.name(3) == "Tú");
}

BOOST_AUTO_TEST_CASE(it_sees_tables_that_have_changed_since) {
    Names names;
    BOOST_TEST(names.name(2) == "Hà");
    names.run({"drop table name", "create table name (name varchar(40), post int, id int)",
               "insert into name (id, name) values (2, 'Bình')"});
    BOOST_TEST(names.name(2) == "Bình");
    names.run({"drop table name"});
    BOOST_CHECK_THROW(names.name(1), sql::Accident);
}

BOOST_AUTO_TEST_CASE(as_many_as_one_likes_may_be_asked) {
    Names names;
    for (int i = 0; i < 300; ++i)
        BOOST_TEST(names.count("select " + std::to_string(i) + " from name where id = 1") == i);
    const std::string long_one(10'000, ' ');
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(names.count("select count(*)" + long_one + "from name") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
