// A MariaDB that forgets what it confirmed, or lets changes overwrite each other, is
// refused before anything is done with it.
#include "sql/safety.h"

#include <boost/test/unit_test.hpp>

#include "server/app.h"
#include "tests/support/database.h"

using namespace tdkt;

namespace {

sql::Variables good_node() {
    const std::map<std::string, std::string> common = {
        {"innodb_flush_log_at_trx_commit", "1"},
        {"innodb_snapshot_isolation", "ON"},
        {"sql_mode", "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION"},
        {"wsrep_on", "ON"},
        {"wsrep_provider_options",
         "gcs.fc_limit = 16; pc.ignore_quorum = false; pc.ignore_sb = no"}};
    return {common, common};
}

// The one fault of a node of which one variable is spoiled.
std::string fault(const std::string& variable, const std::string& value) {
    auto variables = good_node();
    variables.global[variable] = value;
    variables.session[variable] = value;
    const auto faults = sql::unsafe(variables);
    BOOST_TEST_REQUIRE(faults.size() >= 1u);
    return faults.back();
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(safety_test)

BOOST_AUTO_TEST_CASE(each_setting_that_loses_something_is_named_with_what_it_must_be) {
    BOOST_TEST(sql::unsafe(good_node()).empty());
    BOOST_TEST(has(fault("innodb_flush_log_at_trx_commit", "2"),
                   "innodb_flush_log_at_trx_commit is 2 and must be 1"));
    BOOST_TEST(has(fault("innodb_snapshot_isolation", "OFF"),
                   "innodb_snapshot_isolation is OFF and must be ON"));
    BOOST_TEST(has(fault("sql_mode", ""), "must hold STRICT_TRANS_TABLES"));
    BOOST_TEST(has(fault("wsrep_provider_options", "a = 1; pc.ignore_quorum = true"),
                   "pc.ignore_quorum in wsrep_provider_options is true and must be false"));
    BOOST_TEST(has(fault("wsrep_provider_options", "pc.ignore_sb = yes; z = 1"),
                   "pc.ignore_sb in wsrep_provider_options"));
}

BOOST_AUTO_TEST_CASE(a_single_server_may_leave_to_us_what_can_be_set_for_a_session) {
    auto variables = good_node();
    variables.global["wsrep_on"] = "OFF";
    variables.global["innodb_snapshot_isolation"] = "OFF";
    BOOST_TEST(sql::unsafe(variables).empty());
    variables.global.erase("innodb_snapshot_isolation");
    variables.session.erase("innodb_snapshot_isolation");
    BOOST_TEST(sql::unsafe(variables).empty());
    variables.global["wsrep_on"] = "ON";
    BOOST_TEST(sql::unsafe(variables).size() == 1u);
}

// The server of these tests does not wait for its disk, and nothing else is wrong.
BOOST_AUTO_TEST_CASE(our_own_tables_have_keys_and_our_own_sessions_are_strict) {
    test::FreshDatabase fresh("mariadb");
    const auto faults = sql::unsafe(fresh.database());
    BOOST_TEST_REQUIRE(faults.size() == 1u);
    BOOST_TEST(has(faults[0], "innodb_flush_log_at_trx_commit is 2"));
    BOOST_TEST(fresh.count("select @@session.innodb_snapshot_isolation") == 1);
    BOOST_TEST(fresh.count("select @@session.wsrep_sync_wait") == 1);
    BOOST_TEST(fresh.count("select @@global.innodb_snapshot_isolation") == 0);
}

BOOST_AUTO_TEST_CASE(a_table_without_a_key_or_without_transactions_is_named) {
    test::FreshDatabase fresh("mariadb", test::FreshDatabase::Schema::none);
    fresh.run({"create table good (id bigint not null primary key) engine=innodb",
               "create table keyless (id bigint not null unique) engine=innodb",
               "create table loose (id bigint not null primary key) engine=aria"});
    const auto faults = sql::unsafe(fresh.database());
    BOOST_TEST_REQUIRE(faults.size() == 3u);
    BOOST_TEST(has(faults[1], "the table keyless has no primary key"));
    BOOST_TEST(has(faults[2], "the engine of the table loose is Aria and must be InnoDB"));
}

BOOST_AUTO_TEST_CASE(nothing_is_opened_on_such_a_database) {
    test::FreshDatabase fresh("mariadb", test::FreshDatabase::Schema::none);
    test::TempDir folder;
    server::Settings settings;
    settings.database = fresh.url();
    settings.data = folder.path().string();
    BOOST_CHECK_EXCEPTION(server::open_app(settings), std::runtime_error, [](const auto& error) {
        const std::string text = error.what();
        return has(text, "innodb_flush_log_at_trx_commit is 2 and must be 1") &&
               text.find('\n') == std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(the_settings_of_sqlite_are_ours) {
    test::FreshDatabase fresh("sqlite");
    BOOST_TEST(sql::unsafe(fresh.database()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
