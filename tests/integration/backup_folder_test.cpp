// Backups as files: made every day, tried out, kept for a time.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "server/backups/file.h"
#include "server/backups/schedule.h"
#include "sql/notices.h"
#include "tests/support/server.h"

using namespace tdkt;
using server::backups_in;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t hour = 3'600'000;

// A server that keeps backups, at eight in the morning.
class Scheduled {
  public:
    Scheduled() {
        server.add_person("quan.tri", workflow::Role::administrator);
        server.add_person("van.thu", workflow::Role::clerk);
        app().settings.backup_folder = folder.string();
        app().settings.backup_keep = {2, 0, 0};
        app().now = [this] { return now; };
    }

    server::App& app() { return server.app(); }
    std::size_t count() { return backups_in(folder).size(); }

    std::vector<sql::Notice> told(const std::string& username) {
        return app().database.read(
            [&](auto& db) { return sql::notices(db, sql::find_account(db, username)->id); });
    }

    test::Server server;
    test::TempDir place;
    const fs::path folder = place.path() / "backups";
    std::int64_t now = workflow::start_of(*workflow::parse_day("2025-12-09")) + 8 * hour;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(backup_folder_test)

BOOST_AUTO_TEST_CASE(a_name_tells_the_moment_and_nothing_else_is_a_backup) {
    BOOST_TEST(server::backup_name(1'765'220'403'000) == "tdkt-20251208T190003Z.backup");
    test::TempDir folder;
    for (const auto* name :
         {"tdkt-20251208T190003Z.backup", "tdkt-20251308T190003Z.backup", "notes.txt",
          "new-tdkt-20251208T190003Z.backup", "tdkt-20251208T190003Z.backup.old",
          "tdkt-2025128T190003Z.backup", "tdkt-20251209T190003Z.backup"})
        std::ofstream(folder / name) << "x";
    const auto found = backups_in(folder.path());
    BOOST_TEST_REQUIRE(found.size() == 2u);
    BOOST_TEST(found[1].made_at == 1'765'220'403'000);
    server::remove_old_backups(folder.path(), {1, 0, 0});
    BOOST_TEST(backups_in(folder.path()).size() == 1u);
    BOOST_TEST(fs::exists(folder / "notes.txt"));
    BOOST_TEST(fs::exists(folder / "tdkt-20251308T190003Z.backup"));
}

BOOST_AUTO_TEST_CASE(one_is_made_a_day_and_the_old_ones_go) {
    Scheduled office;
    server::Backups backups(office.app());
    BOOST_TEST(server::is_backup_late(office.app().settings, office.now));
    backups.make_due();
    BOOST_TEST(office.count() == 1u);
    BOOST_TEST(!server::is_backup_late(office.app().settings, office.now));
    office.now += 17 * hour;  // one in the night
    backups.make_due();
    BOOST_TEST(office.count() == 1u);
    office.now += hour;
    backups.make_due();
    backups.make_due();
    BOOST_TEST(office.count() == 2u);
    office.now += 24 * hour;
    backups.make_due();
    BOOST_TEST(office.count() == 2u);
    BOOST_TEST(backups_in(office.folder).front().made_at == office.now);
    BOOST_TEST(office.app().metrics.text().find("tdkt_backup_last_seconds " +
                                                std::to_string(office.now / 1000)) !=
               std::string::npos);
    BOOST_TEST(office.told("quan.tri").empty());
}

BOOST_AUTO_TEST_CASE(a_backup_is_for_its_owner_alone_and_tried_out) {
    Scheduled office;
    server::Backups(office.app()).make_due();
    const auto file = backups_in(office.folder).front().file;
    const auto owner_alone = [](const fs::path& path) {
        const auto others = fs::perms::group_all | fs::perms::others_all;
        return (fs::status(path).permissions() & others) == fs::perms::none;
    };
    BOOST_TEST(owner_alone(file));
    BOOST_TEST(owner_alone(office.folder));
    const auto tried =
        server::try_backup(file, office.place.path() / "spool", office.app().rules, {}, office.now);
    BOOST_TEST(tried.breaks.empty());
    BOOST_TEST(fs::is_empty(office.place.path() / "spool"));
    BOOST_CHECK_THROW(server::write_backup(office.app().database, file, 0), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(
    a_database_with_a_break_gives_no_backup_and_administrators_are_told_once_a_day) {
    Scheduled office;
    server::Backups backups(office.app());
    backups.make_due();
    office.app().database.change([](sql::Change& change) {
        change.db()
            << "insert into series (organ_id, kind, year, last) values (1, 'decision', 2025, 5)";
    });
    office.now += 24 * hour;
    backups.make_due();
    office.now += 60'000;
    backups.make_due();  // not yet again
    BOOST_TEST(office.count() == 1u);
    BOOST_TEST(office.app().metrics.text().find("tdkt_backup_failures 1\n") != std::string::npos);
    office.now += hour;
    backups.make_due();
    BOOST_TEST(office.app().metrics.text().find("tdkt_backup_failures 2\n") != std::string::npos);
    BOOST_TEST_REQUIRE(office.told("quan.tri").size() == 1u);
    BOOST_TEST(office.told("van.thu").empty());
    BOOST_TEST(office.told("quan.tri").front().link == "/audit");
    // Whatever was begun is gone.
    BOOST_TEST(std::distance(fs::directory_iterator(office.folder), fs::directory_iterator()) <= 2);
    office.app().database.change([](sql::Change& change) { change.db() << "delete from series"; });
    office.now += hour;
    backups.make_due();
    BOOST_TEST(office.count() == 2u);
    BOOST_TEST(std::distance(fs::directory_iterator(office.folder), fs::directory_iterator()) == 2);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_a_failure_that_is_told) {
    Scheduled office;
    std::ofstream(office.folder) << "a file";
    server::Backups backups(office.app());
    backups.make_due();
    BOOST_TEST(office.told("quan.tri").size() == 1u);
    BOOST_TEST(office.server.log().find("backup") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(of_two_servers_with_one_folder_one_makes_it) {
    Scheduled office;
    server::Backups backups(office.app());
    {
        const server::FolderTurn other(office.folder);
        BOOST_TEST(other.is_ours());
        backups.make_due();
        BOOST_TEST(office.count() == 0u);
    }
    backups.make_due();
    BOOST_TEST(office.count() == 1u);
}

BOOST_AUTO_TEST_CASE(without_a_folder_nothing_is_made_and_nothing_is_late) {
    Scheduled office;
    office.app().settings.backup_folder.clear();
    server::Backups backups(office.app());
    backups.make_due();
    BOOST_TEST(!server::is_backup_late(office.app().settings, office.now));
    BOOST_TEST(office.app().metrics.text().find("tdkt_backup") == std::string::npos);
    BOOST_TEST(!fs::exists(office.folder));
}

BOOST_AUTO_TEST_CASE(one_that_is_told_to_halt_leaves_nothing) {
    Scheduled office;
    const std::atomic<bool> halt = true;
    BOOST_CHECK_THROW(
        server::write_backup(office.app().database, office.place / "b.backup", 0, &halt),
        std::runtime_error);
    BOOST_TEST(fs::is_empty(office.place.path()));
}

BOOST_AUTO_TEST_SUITE_END()
