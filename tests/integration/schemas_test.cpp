// An office of every schema that ever held one comes up to today's, with all its data.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "server/rules.h"
#include "sql/audit/audit.h"
#include "sql/backup/backup.h"
#include "sql/migrate.h"
#include "tests/support/database.h"

using namespace tdkt;
using test::FreshDatabase;

namespace {

// "0007" and so on: the newest file that the schema had. Before 0007 it could
// hold no decision.
std::vector<std::string> schemas() {
    std::vector<std::string> names;
    std::error_code elsewhere;
    for (const auto& entry : std::filesystem::directory_iterator("tests/data/schemas", elsewhere))
        names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

std::int64_t rows(const std::vector<sql::Holding>& holdings, const std::string& table) {
    const auto one = std::ranges::find(holdings, table, &sql::Holding::table);
    return one == holdings.end() ? 0 : one->rows;
}

// The file 0025 was made beside 0023, and not after it.
bool knows_sealed_ballots(const sql::Head& head) {
    return std::ranges::any_of(head.versions, [](const auto& version) {
        return version.first.starts_with("schema/0023");
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schemas_test)

BOOST_AUTO_TEST_CASE(there_are_offices_from_the_first_schema_on) {
    BOOST_TEST_REQUIRE(!schemas().empty());
    BOOST_TEST(schemas().front() == "0007");
}

// Each on SQLite; on MariaDB, where tables are made slowly, three: on the way from the
// first one every later file is applied.
BOOST_DATA_TEST_CASE(an_old_office_is_upgraded_with_its_data,
                     boost::unit_test::data::make(schemas()) * test::engines(), schema, engine) {
    if (engine == "mariadb" && schema != "0007" && schema != "0012" && schema != schemas().back())
        return;
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    std::ifstream in("tests/data/schemas/" + schema + ".backup", std::ios::binary);
    const auto restored = sql::restore(fresh.database(), in, 7);
    BOOST_TEST(restored.head.versions.rbegin()->first.starts_with("schema/" + schema));
    BOOST_TEST(sql::lacking(fresh.database()) == 0);
    for (const auto& held : restored.holdings) {
        // What was kept for repeats was forgotten once, with its schema.
        if (held.table == "idempotency") continue;
        // No pack that was ever shipped leaves a tie to anybody.
        if (held.table == "tie_decision") continue;
        BOOST_TEST(held.rows > 0, held.table << " is empty");
        // What was voted lies open since ballots are sealed.
        const bool moved = held.table == "ballot" && !knows_sealed_ballots(restored.head);
        BOOST_TEST(fresh.count("select count(*) from " + (moved ? "opened_ballot" : held.table)) ==
                       held.rows,
                   held.table);
    }
    BOOST_TEST(rows(restored.holdings, "decision") == 1);
    BOOST_TEST(fresh.count("select count(*) from dossier where folded = ''") == 0);
    const auto breaks =
        fresh.database().read([](auto& db) { return sql::audit(db, server::load_rules()).breaks; });
    BOOST_TEST(breaks == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
