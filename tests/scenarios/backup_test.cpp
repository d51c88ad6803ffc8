// The drill: an office at work is backed up, lost, and put back; nobody notices.
#include "sql/backup/backup.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <thread>

#include "server/access/tokens.h"
#include "server/backups/file.h"
#include "sql/audit/audit.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;

namespace {

// What people see of the office: what they are answered, by what they asked.
std::map<std::string, std::string> seen(Office& office, Id decision) {
    std::map<std::string, std::string> answers;
    const auto look = [&](const std::string& who, const std::string& path) {
        auto person = office.as(who);
        const auto reply = person.get(path);
        BOOST_TEST(reply.status == 200, path);
        answers[who + ' ' + path] = reply.body;
    };
    for (const auto* path : {"/dossiers", "/campaigns", "/decisions", "/register", "/meetings"})
        look("tchc", path);
    look("bmt", "/dossiers/1");
    look("tchc", at("decisions", decision));
    look("giamdoc", "/meetings/1");
    look("tchc", "/documents/1/pdf");
    look("quantri", "/accounts");
    return answers;
}

Id filled(Office& office) {
    const auto items = appraised(office, "bmt", {{"Nguyễn Thị Thảo"}, {"Trần Văn Đạt"}});
    pass_council(office, "2025-11-03", items);
    const auto decision = signed_decision(office, items);
    step(office, "vanthu", at("decisions", decision), "issue");
    return decision;
}

// Nothing of the office is left, as after a fire.
void burn(Office& office) {
    auto& database = office.server().app().database;
    auto tables = database.read([&](auto& db) { return sql::all_tables(db, database.dialect()); });
    database.change([&](sql::Change& change) {
        for (auto table = tables.rbegin(); table != tables.rend(); ++table)
            change.db() << "drop table " + table->name;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backup_test)

BOOST_DATA_TEST_CASE(an_office_that_burns_down_is_back_as_it_was, engines(), engine) {
    Office office(engine);
    const auto decision = filled(office);
    const TempDir place;
    auto& app = office.server().app();
    const auto before = seen(office, decision);

    server::write_backup(app.database, place / "office.backup", app.now());
    burn(office);
    BOOST_CHECK_THROW(office.count("select count(*) from dossier"), std::exception);
    const auto restored = server::restore_backup(app.database, place / "office.backup", app.now());

    BOOST_TEST(restored.holdings.size() > 20u);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
    for (const auto& [asked, answer] : seen(office, decision))
        BOOST_TEST(answer == before.at(asked), asked);
    // And it goes on: the next paper gets the next number.
    const auto items = appraised(office, "eakar", {{"Lê Thị Bé"}});
    pass_council(office, "2025-11-03", items);
    const auto next = signed_decision(office, items);
    step(office, "vanthu", at("decisions", next), "issue");
    BOOST_TEST(office.count("select max(number) from register_entry") == 2);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

// Each backup is one moment of an office in which people are at work: its audit
// is clean, and of a dossier it holds all or nothing.
BOOST_DATA_TEST_CASE(a_backup_under_load_is_one_moment, engines(), engine) {
    Office office(engine);
    filled(office);
    const TempDir place;
    auto& app = office.server().app();
    std::atomic<int> sent = 0;
    std::atomic<bool> enough = false;
    std::thread unit([&] {
        while (!enough) {
            submit(office, "bmt", draft(office, "bmt", {{"Nguyễn Văn An"}, {"Hồ Thị Bình"}}));
            ++sent;
        }
    });
    std::size_t breaks = 0;
    for (int i = 0; i < 4; ++i) {
        const auto file = place.path() / (std::to_string(i) + ".backup");
        for (const int so_far = sent; sent == so_far;) std::this_thread::yield();
        server::write_backup(app.database, file, app.now());
        breaks += server::try_backup(file, place.path() / "spool", app.rules, {}, app.now())
                      .breaks.size();
    }
    enough = true;
    unit.join();
    BOOST_TEST(breaks == 0u);
    BOOST_TEST(sent >= 4);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

// What anybody may do to the file of a real office.
BOOST_AUTO_TEST_CASE(every_region_of_the_file_is_watched_over) {
    Office office;
    filled(office);
    const TempDir place;
    auto& app = office.server().app();
    server::write_backup(app.database, place / "whole", app.now());
    std::ifstream in(place / "whole", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const auto found = [&](const std::string& bytes) {
        std::ofstream(place / "spoiled", std::ios::binary) << bytes;
        try {
            server::try_backup(place / "spoiled", place.path() / "spool", app.rules, {}, app.now());
            return false;
        } catch (const sql::Spoiled&) {
            return true;
        }
    };
    BOOST_TEST(!found(whole));
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 97 + 1) {
        auto spoiled = whole;
        spoiled[at] = static_cast<char>(spoiled[at] ^ 4);
        BOOST_TEST(found(spoiled), "a flip at " << at);
        BOOST_TEST(found(whole.substr(0, at)), "cut at " << at);
    }
}

BOOST_AUTO_TEST_CASE(administrators_see_when_the_last_backup_was_made) {
    Office office;
    const auto told = [&] {
        return ok(office.as("quantri").get("/audit")).at("backup_text").get<std::string>();
    };
    BOOST_TEST(told() == "Máy chủ này chưa được đặt lịch sao lưu.");
    const TempDir place;
    auto& app = office.server().app();
    app.settings.backup_folder = place.path().string();
    BOOST_TEST(told() == "Chưa có bản sao lưu nào đã phục hồi thử đạt yêu cầu.");
    std::ofstream(place / "tdkt-20200101T190000Z.backup") << "xx";
    BOOST_TEST(told() ==
               "Bản sao lưu gần nhất lập lúc 02/01/2020 02:00 (2 B), đã phục hồi thử và kiểm tra "
               "đạt yêu cầu, nhưng đã quá lịch sao lưu.");
    BOOST_TEST(ok(office.as("quantri").get("/audit")).at("backup_good") == false);
}

BOOST_AUTO_TEST_SUITE_END()
