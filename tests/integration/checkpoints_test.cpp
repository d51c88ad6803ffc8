// Signed checkpoints: who can write the database, and has no key, cannot rewrite what was.
#include "sql/audit/checkpoints.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>

#include "server/signing/audit_key.h"
#include "sql/audit/audit.h"
#include "sql/digest.h"
#include "tests/support/store_office.h"
#include "tests/support/temp_dir.h"
#include "workflow/history.h"

using namespace tdkt;
using namespace tdkt::workflow;
using sql::Change, sql::Checkpoint;

namespace {

struct Desk {
    test::TempDir keys;
    server::AuditKey key;
    test::StoreOffice office;

    explicit Desk(const std::string& engine = test::any_engine())
        : key(keys / "keys"), office(engine) {}

    std::optional<Checkpoint> add(const server::AuditKey& with) {
        return office.database().change([&](Change& change) {
            return sql::add_checkpoint(change, office.now, [&](auto& each) { with.sign(each); });
        });
    }
    std::optional<Checkpoint> add() { return add(key); }

    std::vector<std::string> breaks(soci::session& db) {
        return sql::audit(db, office.rules, [&](const auto& each) { return key.believes(each); })
            .breaks;
    }
    std::vector<std::string> breaks() {
        return office.database().read([&](auto& db) { return breaks(db); });
    }
};

bool any_says(const std::vector<std::string>& breaks, const std::string& words) {
    for (const auto& each : breaks)
        if (each.find(words) != std::string::npos) return true;
    return false;
}

// Changes a line, and every hash that follows from it: the chain is whole again.
void rewrite(Change& change, Id dossier, std::int64_t seq, const std::string& reason) {
    auto& db = change.db();
    db << "update event set reason = :reason where dossier_id = :id and seq = :seq",
        soci::use(reason), soci::use(dossier), soci::use(seq);
    std::string before;
    for (const auto& line : sql::load_history(db, dossier)) {
        const auto hash = sql::sha256_hex(chained(line.entry, before));
        db << "update event set hash = :hash where id = :id", soci::use(hash), soci::use(line.id);
        before = hash;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoints_test)

BOOST_DATA_TEST_CASE(a_checkpoint_holds_what_moved_since_the_last, test::engines(), engine) {
    Desk desk(engine);
    const auto one = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    const auto two = desk.office.draft(desk.office.lan, {"Đinh Bộ"});
    desk.office.on_dossier(one, Event::submit, desk.office.ha);
    desk.office.on_dossier(two, Event::submit, desk.office.lan);
    const auto first = desk.add();
    BOOST_TEST_REQUIRE(first.has_value());
    BOOST_TEST(first->number == 1);
    BOOST_TEST(first->leaves >= 2);
    BOOST_TEST(!desk.add().has_value());
    desk.office.on_dossier(one, Event::receive, desk.office.minh);
    const auto second = desk.add();
    BOOST_TEST_REQUIRE(second.has_value());
    BOOST_TEST(second->number == 2);
    BOOST_TEST(second->leaves == 1);
    BOOST_TEST(desk.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(a_chain_that_is_computed_anew_is_found, test::engines(), engine) {
    Desk desk(engine);
    const auto id = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    desk.office.on_dossier(id, Event::submit, desk.office.ha);
    desk.office.on_dossier(id, Event::receive, desk.office.minh);
    struct Undo {};
    const auto rewritten = [&](bool found) {
        BOOST_CHECK_THROW(desk.office.database().change([&](Change& change) {
            rewrite(change, id, 1, "khác");
            const auto breaks = desk.breaks(change.db());
            BOOST_TEST(any_says(breaks, "line 2 is not the one that was signed") == found);
            BOOST_TEST(breaks.empty() == !found);
            throw Undo{};
        }),
                          Undo);
    };
    rewritten(false);
    desk.add();
    rewritten(true);
}

BOOST_DATA_TEST_CASE(every_edit_of_a_checkpoint_is_found, test::engines(), engine) {
    Desk desk(engine);
    const auto id = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    for (const auto& [event, actor] :
         {std::pair(Event::submit, desk.office.ha), std::pair(Event::receive, desk.office.minh),
          std::pair(Event::appraise, desk.office.minh)}) {
        desk.office.on_dossier(id, event, actor);
        desk.add();
    }
    struct Undo {};
    for (const auto& [statement, found] : std::vector<std::pair<std::string, std::string>>{
             {"delete from event where seq = 3", "line 3 is not the one that was signed"},
             {"delete from checkpoint_leaf where seq = 2 and chain = 'dossier'",
              "its leaves are not those"},
             {"update checkpoint_leaf set hash = '00' where seq = 2", "its leaves are not those"},
             {"update checkpoint_leaf set chain_id = 77 where seq = 2", "its leaves are not those"},
             {"update checkpoint_leaf set checkpoint = 1", "its leaves are not those"},
             {"update checkpoint set root = '00' where number = 2", "its leaves are not those"},
             {"update checkpoint set at = at - 1 where number = 3", "its hash does not fit"},
             {"update checkpoint set last_event = 0 where number = 3", "its hash does not fit"},
             {"update checkpoint set hash = '00' where number = 3", "its hash does not fit"},
             {"update checkpoint set signature = '00' where number = 1", "its signature is not"},
             {"update checkpoint set signature = 'x' where number = 1", "its signature is not"},
             {"update checkpoint set public_key = '00'", "its signature is not ours"}})
        BOOST_CHECK_THROW(desk.office.database().change(
                              [&, statement = statement, found = found](Change& change) {
                                  change.db() << statement;
                                  BOOST_TEST(any_says(desk.breaks(change.db()), found), statement);
                                  throw Undo{};
                              }),
                          Undo);
    desk.office.database().change([](Change& change) {
        change.db() << "delete from checkpoint_leaf where checkpoint = 2";
        change.db() << "delete from checkpoint where number = 2";
    });
    BOOST_TEST(any_says(desk.breaks(), "checkpoint 3: one before it is missing"));
}

// Who has no key of ours may make one.
BOOST_AUTO_TEST_CASE(a_checkpoint_signed_with_a_strange_key_is_found) {
    Desk desk;
    const auto id = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    desk.office.on_dossier(id, Event::submit, desk.office.ha);
    desk.add(server::AuditKey(desk.keys / "theirs"));
    BOOST_TEST(any_says(desk.breaks(), "checkpoint 1: its signature is not ours"));
}

BOOST_AUTO_TEST_CASE(an_older_key_is_believed_where_its_public_half_is_left) {
    Desk desk;
    const auto id = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    desk.office.on_dossier(id, Event::submit, desk.office.ha);
    const auto made = desk.add();
    std::filesystem::remove(desk.keys / "keys/checkpoints.pem");
    BOOST_TEST(server::AuditKey(desk.keys / "keys").believes(*made));
    std::filesystem::remove(desk.keys / "keys/checkpoints.pub");
    BOOST_TEST(!server::AuditKey(desk.keys / "keys").believes(*made));
}

BOOST_AUTO_TEST_CASE(openssl_finds_the_signature_good) {
    Desk desk;
    const auto id = desk.office.draft(desk.office.ha, {"Nguyễn Thị Ánh"});
    desk.office.on_dossier(id, Event::submit, desk.office.ha);
    const auto made = *desk.add();
    const auto verified = [&](const std::string& hash) {
        std::ofstream(desk.keys / "hash") << hash;
        std::ofstream signature(desk.keys / "signature", std::ios::binary);
        for (std::size_t i = 0; i < made.signature.size(); i += 2)
            signature << static_cast<char>(std::stoi(made.signature.substr(i, 2), nullptr, 16));
        signature.close();
        const auto command = "cd " + std::string(desk.keys / "") +
                             " && openssl pkeyutl -verify -pubin -rawin -inkey"
                             " keys/checkpoints.pub -in hash -sigfile signature > told 2>&1";
        return std::system(command.c_str()) == 0;
    };
    BOOST_TEST(verified(made.hash));
    BOOST_TEST(!verified(std::string(64, '0')));
}

BOOST_AUTO_TEST_SUITE_END()
