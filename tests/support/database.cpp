#include "tests/support/database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "sql/migrate.h"

namespace tdkt::test {
namespace {

std::string server() {
    const char* url = std::getenv("TDKT_TEST_MARIADB");
    if (url == nullptr)
        throw std::runtime_error(
            "no MariaDB to test with: run tests/run, or tests/mariadb before this command");
    return url;
}

void administer(const std::string& statement) {
    sql::Database database(server() + "/mysql", 1);
    database.change([&](sql::Change& change) { change.db() << statement; });
}

}  // namespace

std::vector<std::string> engine_names() {
    const char* one = std::getenv("TDKT_TEST_ENGINE");
    if (one == nullptr) return {"sqlite", "mariadb"};
    return {one};
}

std::string any_engine() {
    return engine_names().front();
}

FreshDatabase::FreshDatabase(const std::string& engine, Schema schema, std::size_t connections) {
    static std::atomic<int> number = 0;
    if (engine == "sqlite") {
        url_ = "sqlite:" + (folder_ / "office.db");
    } else {
        schema_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
        administer("create database " + schema_);
        url_ = server() + "/" + schema_;
    }
    database_ = std::make_unique<sql::Database>(url_, connections);
    if (schema == Schema::migrated) sql::migrate(*database_, 0);
}

FreshDatabase::~FreshDatabase() {
    database_.reset();
    if (!schema_.empty()) administer("drop database " + schema_);
}

std::int64_t FreshDatabase::count(const std::string& query) {
    return database_->read([&](auto& db) {
        std::int64_t number = 0;
        db << query, soci::into(number);
        return number;
    });
}

void FreshDatabase::run(const std::vector<std::string>& statements) {
    for (const auto& statement : statements)
        database_->change([&](sql::Change& change) { change.db() << statement; });
}

}  // namespace tdkt::test
