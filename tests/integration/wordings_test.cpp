// The versions of an office's words in the store: kept in order, and watched by the audit.
#include "sql/wordings.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "sql/digest.h"
#include "tests/support/store_office.h"

using namespace tdkt;
using namespace tdkt::workflow;
using test::StoreOffice;

namespace {

Wording written(const StoreOffice& office, const std::string& kind, int version,
                const std::string& text) {
    Wording made;
    made.organ = office.organ;
    made.kind = kind;
    made.version = version;
    made.text = text;
    made.valid_from = *parse_day("2025-12-01");
    made.note = "Sửa: “tên” có dấu ' và :tên.";
    made.made_by = office.minh.id;
    made.made_at = office.now;
    return made;
}

Id add(StoreOffice& office, const Wording& wording) {
    return office.database().change(
        [&](sql::Change& change) { return sql::add_wording(change, wording); });
}

bool is_stale(const Problem& problem) {
    return problem.kind() == Kind::stale;
}

// The receipt has two versions, the minutes one.
struct Desk : StoreOffice {
    explicit Desk(const std::string& engine) : StoreOffice(engine) {
        add(*this, written(*this, "receipt", 1, "<paper>Một :hai 'ba' {{bốn}}</paper>"));
        add(*this, written(*this, "receipt", 2, "<paper>Hai</paper>"));
        add(*this, written(*this, "minutes", 1, "<paper>Biên bản</paper>"));
    }
};

struct HandEdit {
    std::string statement, found;
};

const std::vector<HandEdit> hand_edits = {
    {"update wording set body = 'khác' where version = 2", "its text is another"},
    {"update wording set body = 'khác', sha256 = 'x' where version = 2", "its text is another"},
    {"update wording set note = 'khác' where version = 2", "its hash does not fit"},
    {"update wording set valid_from = '2025-01-01' where kind = 'minutes'",
     "its hash does not fit"},
    {"update wording set accepted = 'L07' where version = 2", "its hash does not fit"},
    {"update wording set made_at = made_at - 1 where version = 2", "its hash does not fit"},
    {"update wording set hash = '00' where kind = 'receipt' and version = 1",
     "its hash does not fit"},
    {"update wording set version = 3 where version = 2", "a version before it is missing"},
    {"delete from wording where kind = 'receipt' and version = 1",
     "a version before it is missing"},
    {"delete from wording where version = 2", "they are not as many as counted"},
    {"delete from wording where kind = 'minutes'", "they are not as many as counted"},
    {"update document set wording_id = 3", "a paper in words of another kind or organ"},
    {"update document set template_file = '00'", "a paper whose words are not kept"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wordings_test)

BOOST_DATA_TEST_CASE(versions_are_kept_as_they_were_written, test::engines(), engine) {
    Desk office(engine);
    office.database().read([&](auto& db) {
        const auto all = sql::wordings(db, office.organ);
        BOOST_TEST_REQUIRE(all.size() == 3u);
        BOOST_TEST(all[0].kind == "minutes");
        BOOST_TEST(all[1].version == 2);
        BOOST_TEST(all[2].version == 1);
        BOOST_TEST(sql::wordings(db, office.organ, "receipt").size() == 2u);
        BOOST_TEST(sql::wordings(db, office.organ, "decision").empty());
        const auto first = sql::load_wording(db, office.organ, "receipt", 1);
        BOOST_TEST(first.text == "<paper>Một :hai 'ba' {{bốn}}</paper>");
        BOOST_TEST(first.sha256 == sql::sha256_hex(first.text));
        BOOST_TEST(first.note == "Sửa: “tên” có dấu ' và :tên.");
        BOOST_TEST(iso(first.valid_from) == "2025-12-01");
        BOOST_TEST(first.made_by_name == office.minh.name);
        BOOST_CHECK_THROW(sql::load_wording(db, office.organ, "receipt", 3), Problem);
        BOOST_CHECK_THROW(sql::load_wording(db, office.organ + 1, "receipt", 1), Problem);
    });
    BOOST_TEST(office.audit() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(nobody_skips_or_repeats_a_version, test::engines(), engine) {
    Desk office(engine);
    BOOST_CHECK_EXCEPTION(add(office, written(office, "receipt", 2, "x")), Problem, is_stale);
    BOOST_CHECK_EXCEPTION(add(office, written(office, "receipt", 4, "x")), Problem, is_stale);
    BOOST_CHECK_EXCEPTION(add(office, written(office, "decision", 2, "x")), Problem, is_stale);
    BOOST_TEST(office.count("select count(*) from wording") == 3);
    BOOST_TEST(office.count("select max(wordings) from organ") == 3);
}

BOOST_DATA_TEST_CASE(who_changes_the_words_by_hand_is_found_out, test::engines(), engine) {
    for (const auto& edit : hand_edits) {
        Desk office(engine);
        office.run(
            {"insert into document (organ_id, kind, subject_kind, subject_id, title, data,"
             " inputs, code, made_at, rendered_file) values (1, 'receipt', 'dossier', 0,"
             " 'Phiếu', '{}', '', 'X', 0, '')"});
        BOOST_TEST(office.audit() == std::vector<std::string>{}, boost::test_tools::per_element());
        office.run({edit.statement});
        const auto breaks = office.audit();
        const bool found = std::ranges::any_of(breaks, [&](const auto& sentence) {
            return sentence.find(edit.found) != std::string::npos;
        });
        BOOST_TEST(found, edit.statement);
    }
}

BOOST_AUTO_TEST_SUITE_END()
