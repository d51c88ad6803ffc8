// A database for one test, on each of the engines the product runs on:
//
//     BOOST_DATA_TEST_CASE(a_sentence, test::engines(), engine) {
//         test::FreshDatabase fresh(engine);
//         fresh.database().change(…);
//     }
#pragma once

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <memory>
#include <string>
#include <vector>

#include "sql/database.h"
#include "tests/support/temp_dir.h"

namespace tdkt::test {

// "sqlite", "mariadb", or the one of them that TDKT_TEST_ENGINE names: ctest runs every
// suite that uses a database once for each. The second needs the server that tests/run
// starts; without it the test fails and says so.
std::vector<std::string> engine_names();
inline auto engines() {
    return boost::unit_test::data::make(engine_names());
}
// The first of them: what a test runs on that does not say.
std::string any_engine();

class FreshDatabase {
  public:
    enum class Schema { migrated, none };

    explicit FreshDatabase(const std::string& engine, Schema schema = Schema::migrated,
                           std::size_t connections = 8);
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    sql::Database& database() { return *database_; }
    const std::string& url() const { return url_; }  // for a second Database, or a program

    // The number that a query of one row and column gives.
    std::int64_t count(const std::string& query);

    // Runs statements, each a change of its own.
    void run(const std::vector<std::string>& statements);

  private:
    TempDir folder_;
    std::string url_;
    std::string schema_;  // MariaDB: to be dropped
    std::unique_ptr<sql::Database> database_;
};

}  // namespace tdkt::test
