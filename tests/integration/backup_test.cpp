// What one database wrote, the same and the other one take; what is not whole, neither.
#include "sql/backup/backup.h"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <random>
#include <sstream>

#include "sql/audit/audit.h"
#include "sql/migrate.h"
#include "tests/support/store_office.h"

using namespace tdkt;
using test::FreshDatabase;
using test::StoreOffice;

namespace data = boost::unit_test::data;

namespace {

std::string backup_of(sql::Database& database, std::vector<sql::Holding>* holdings = nullptr) {
    std::ostringstream out;
    database.read([&](auto& db) {
        auto held = sql::backup(db, database.dialect(), 1'765'000'000'000, out);
        if (holdings != nullptr) *holdings = std::move(held);
    });
    return out.str();
}

sql::Restored restore(sql::Database& database, const std::string& bytes) {
    std::istringstream in(bytes);
    return sql::restore(database, in, 7);
}

// A table a line, with the number and the sum of its rows.
std::string listed(const std::vector<sql::Holding>& holdings) {
    std::string text;
    for (const auto& one : holdings)
        text += one.table + ' ' + std::to_string(one.rows) + ' ' + one.sum + '\n';
    return text;
}

// The order of tables that refer to nothing is each catalogue's own.
std::string sorted(std::vector<sql::Holding> holdings) {
    std::ranges::sort(holdings, {}, &sql::Holding::table);
    return listed(holdings);
}

auto says(const std::string& part) {
    return [part](const std::exception& error) {
        const std::string text = error.what();
        BOOST_TEST_MESSAGE(text);
        return text.find(part) != std::string::npos && text.find('\n') == std::string::npos;
    };
}

auto from_and_to() {
    return data::make(test::engine_names()) *
           data::make(std::vector<std::string>{"sqlite", "mariadb"});
}

// An office in which a decision was issued, and something lies in odd corners.
struct Full : StoreOffice {
    explicit Full(const std::string& engine) : StoreOffice(engine) {
        to_issued(draft(ha, {"Nguyễn Thị Thảo", "Trần Văn Đạt"}));
        run(
            {"insert into session (token_hash, account_id, created_at, seen_at, expires_at)"
             " values ('5ec7e7', 1, 1, 1, 9)"});
    }
};

bool is_empty(sql::Database& database) {
    return database.read([&](auto& db) { return sql::all_tables(db, database.dialect()).empty(); });
}

// A small backup of one table and its schema, whose bytes are all looked at.
const std::string small_schema = "create table note (id {{key}}, text varchar(50)){{table}};";

std::vector<workflow::Embedded> small_files() {
    return {
        {"schema/0001_note.sql", small_schema.data(), small_schema.data() + small_schema.size()}};
}

std::string small_backup() {
    FreshDatabase fresh(test::any_engine(), FreshDatabase::Schema::none);
    sql::migrate(fresh.database(), 0, small_files());
    fresh.run({"insert into note (text) values ('một'), (null), ('ba')"});
    return backup_of(fresh.database());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backup_test)

BOOST_DATA_TEST_CASE(an_office_comes_back_as_it_was_from_either_database, from_and_to(), from, to) {
    Full office(from);
    std::vector<sql::Holding> before, after;
    const auto bytes = backup_of(office.database(), &before);

    FreshDatabase fresh(to, FreshDatabase::Schema::none);
    const auto restored = restore(fresh.database(), bytes);

    BOOST_TEST(restored.migrated == 0);
    BOOST_TEST(restored.head.made_at == 1'765'000'000'000);
    BOOST_TEST(restored.head.database == from);
    BOOST_TEST(listed(restored.holdings) == listed(before));
    backup_of(fresh.database(), &after);
    BOOST_TEST(sorted(after) == sorted(before));
    const auto breaks =
        fresh.database().read([&](auto& db) { return sql::audit(db, office.rules).breaks; });
    BOOST_TEST(breaks == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_TEST(fresh.count("select count(*) from decision where issued_at > 0") == 1);
    BOOST_TEST(sql::lacking(fresh.database()) == 0);
}

BOOST_DATA_TEST_CASE(nobody_is_signed_in_after_it, from_and_to(), from, to) {
    Full office(from);
    const auto bytes = backup_of(office.database());
    BOOST_TEST(bytes.find("5ec7e7") == std::string::npos);
    FreshDatabase fresh(to, FreshDatabase::Schema::none);
    for (const auto& one : restore(fresh.database(), bytes).holdings)
        BOOST_TEST(one.table != "session");
    BOOST_TEST(fresh.count("select count(*) from session") == 0);
}

BOOST_DATA_TEST_CASE(numbers_texts_bytes_and_what_is_lacking_are_exact, from_and_to(), from, to) {
    const std::string schema =
        "create table thing (id {{key}}, big bigint, small smallint, words text,"
        " bytes {{blob}}){{table}};\n"
        "create table pair (a varchar(20) not null, b bigint not null, c varchar(20) not null,"
        " primary key (a, b, c)){{table}};";
    const std::vector<workflow::Embedded> files = {
        {"schema/0001_thing.sql", schema.data(), schema.data() + schema.size()}};
    std::string every;
    for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
    std::string long_one(3 << 20, '\0');
    std::mt19937 random(2025);
    for (auto& c : long_one) c = static_cast<char>(random());
    const std::string words = "Đắk Lắk: 'một' \"hai\" \\ :ba\n\t%";

    FreshDatabase old(from, FreshDatabase::Schema::none);
    sql::migrate(old.database(), 0, files);
    const auto add = [&](std::int64_t big, int small, const std::string& text,
                         const std::string& bytes) {
        old.database().change([&](sql::Change& change) {
            change.db() << "insert into thing (big, small, words, bytes)"
                           " values (:big, :small, :words, " +
                               change.dialect().bytes + ")",
                soci::use(big), soci::use(small), soci::use(text), soci::use(bytes);
        });
    };
    add(std::numeric_limits<std::int64_t>::max(), -32768, words, every);
    add(std::numeric_limits<std::int64_t>::min(), 32767, "", "");
    add(5'000'000'000, 0, words, long_one);
    old.run({"insert into thing (big) values (null)", "delete from thing where id = 2"});
    // More than a page of rows, in an order that only the whole key gives.
    for (int i = 0; i < 3; ++i)
        old.database().change([&](sql::Change& change) {
            for (int j = 0; j < 500; ++j) {
                const std::string a = "nhóm " + std::to_string(j % 3),
                                  c = std::to_string(i) + " " + std::to_string(j);
                const int b = j % 7;
                change.db() << "insert into pair (a, b, c) values (:a, :b, :c)", soci::use(a),
                    soci::use(b), soci::use(c);
            }
        });

    std::vector<sql::Holding> before, after;
    const auto bytes = backup_of(old.database(), &before);
    FreshDatabase fresh(to, FreshDatabase::Schema::none);
    std::istringstream in(bytes);
    sql::restore(fresh.database(), in, 0, files);
    backup_of(fresh.database(), &after);
    BOOST_TEST(sorted(after) == sorted(before));
    BOOST_TEST(fresh.count("select count(*) from pair") == 1500);
    BOOST_TEST(fresh.count("select max(big) from thing") ==
               std::numeric_limits<std::int64_t>::max());
    BOOST_TEST(fresh.count("select count(*) from thing where big is null and small is null"
                           " and words is null and bytes is null") == 1);
    std::string read;
    fresh.database().read(
        [&](auto& db) { db << "select bytes from thing where id = 3", soci::into(read); });
    BOOST_TEST((read == long_one));
    // A number that was given out is not given out again.
    fresh.run({"delete from thing where id = 4", "insert into thing (big) values (1)"});
    BOOST_TEST(fresh.count("select max(id) from thing") == 5);
}

BOOST_DATA_TEST_CASE(a_database_that_holds_data_is_refused, test::engines(), engine) {
    Full office(engine);
    const auto bytes = backup_of(office.database());
    BOOST_CHECK_EXCEPTION(restore(office.database(), bytes), std::runtime_error,
                          says("holds data already"));
    BOOST_TEST(office.audit().empty());
    FreshDatabase foreign(engine, FreshDatabase::Schema::none);
    foreign.run({"create table theirs (id integer not null primary key)"});
    BOOST_CHECK_EXCEPTION(restore(foreign.database(), bytes), std::runtime_error,
                          says("tables of another program"));
    BOOST_TEST(foreign.count("select count(*) from theirs") == 0);
}

BOOST_DATA_TEST_CASE(an_office_without_data_takes_a_backup, test::engines(), engine) {
    Full office(test::any_engine());
    FreshDatabase fresh(engine);
    restore(fresh.database(), backup_of(office.database()));
    BOOST_TEST(fresh.count("select count(*) from organ") == 1);
}

BOOST_DATA_TEST_CASE(what_a_killed_restore_left_is_no_office_and_is_cleared_away, test::engines(),
                     engine) {
    Full office(test::any_engine());
    FreshDatabase fresh(engine);
    sql::mark_unfinished(fresh.database(), 0);
    fresh.run(
        {"insert into organ (code, name, short_name, superior_name, place, symbol, seat)"
         " values ('half', '', '', '', '', '', '')"});
    BOOST_CHECK_EXCEPTION(sql::lacking(fresh.database()), std::runtime_error,
                          says("restore into this database was not finished"));
    BOOST_CHECK_THROW(sql::migrate(fresh.database(), 0), std::runtime_error);
    restore(fresh.database(), backup_of(office.database()));
    BOOST_TEST(fresh.count("select count(*) from organ where code = 'half'") == 0);
    BOOST_TEST(sql::lacking(fresh.database()) == 0);
}

BOOST_AUTO_TEST_CASE(a_backup_of_a_newer_program_is_refused) {
    FreshDatabase old(test::any_engine(), FreshDatabase::Schema::none);
    sql::migrate(old.database(), 0, small_files());
    const auto bytes = backup_of(old.database());
    FreshDatabase fresh(test::any_engine(), FreshDatabase::Schema::none);
    BOOST_CHECK_EXCEPTION(restore(fresh.database(), bytes), std::runtime_error,
                          says("0001_note.sql, which this program does not know"));
    BOOST_TEST(is_empty(fresh.database()));
}

BOOST_AUTO_TEST_CASE(every_byte_that_is_another_and_every_end_that_is_lacking_is_found) {
    const auto whole = small_backup();
    const auto files = small_files();
    FreshDatabase fresh(test::any_engine(), FreshDatabase::Schema::none);
    const auto tried = [&](const std::string& bytes) {
        std::istringstream in(bytes);
        sql::restore(fresh.database(), in, 0, files);
    };
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char flip : {1, 128}) {
            auto spoiled = whole;
            spoiled[at] = static_cast<char>(spoiled[at] ^ flip);
            BOOST_CHECK_THROW(tried(spoiled), sql::Spoiled);
        }
    for (std::size_t size = 0; size < whole.size(); ++size)
        BOOST_CHECK_THROW(tried(whole.substr(0, size)), sql::Spoiled);
    BOOST_CHECK_THROW(tried(whole + '0'), sql::Spoiled);
    BOOST_TEST(is_empty(fresh.database()));
    tried(whole);
    BOOST_TEST(fresh.count("select count(*) from note where text is null") == 1);
}

// What somebody made whose sums are right: the insides are looked at too.
BOOST_AUTO_TEST_CASE(a_backup_without_a_table_is_refused_and_leaves_nothing) {
    const sql::Table note{"note", {{"id", sql::Kind::integer}, {"text", sql::Kind::text}}, {0}, 1};
    const auto other = [&] {
        auto table = note;
        table.columns[1].kind = sql::Kind::bytes;
        return table;
    }();
    const auto files = small_files();
    FreshDatabase source("sqlite", FreshDatabase::Schema::none);
    sql::migrate(source.database(), 0, files);
    const auto applied =
        source.database().read([&](auto& db) { return sql::applied_files(db, sql::sqlite); });
    FreshDatabase fresh("sqlite", FreshDatabase::Schema::none);
    for (const auto& tables : std::vector<std::vector<sql::Table>>{{}, {other}, {note, note}}) {
        std::ostringstream out;
        sql::RowWriter writer(out, {0, "sqlite", applied});
        for (const auto& table : tables) {
            writer.begin(table, 0);
            writer.end(table);
        }
        writer.finish();
        std::istringstream in(out.str());
        BOOST_CHECK_EXCEPTION(sql::restore(fresh.database(), in, 0, files), sql::Spoiled,
                              says("table note"));
        BOOST_TEST(is_empty(fresh.database()));
    }
}

BOOST_AUTO_TEST_CASE(an_insane_inside_under_a_right_sum_ends_in_an_error) {
    const auto files = small_files();
    FreshDatabase fresh(test::any_engine(), FreshDatabase::Schema::none);
    std::mt19937 random(30);
    for (int i = 0; i < 300; ++i) {
        std::ostringstream out;
        sql::Packer packer(out);
        std::string bytes(random() % 200, '\0');
        for (auto& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() : random() % 8);
        packer.add(bytes);
        packer.finish();
        std::istringstream in(out.str());
        BOOST_CHECK_THROW(sql::restore(fresh.database(), in, 0, files), std::runtime_error);
    }
    BOOST_TEST(is_empty(fresh.database()));
}

BOOST_DATA_TEST_CASE(a_database_of_nobody_has_no_backup, test::engines(), engine) {
    FreshDatabase fresh(engine, FreshDatabase::Schema::none);
    BOOST_CHECK_EXCEPTION(backup_of(fresh.database()), std::runtime_error, says("nothing"));
}

BOOST_AUTO_TEST_SUITE_END()
