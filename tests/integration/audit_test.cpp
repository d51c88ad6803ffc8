// Whoever changes the database by hand is found out.
#include "sql/audit/audit.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/store_office.h"

using namespace tdkt;
using namespace tdkt::workflow;

namespace {

struct HandEdit {
    std::vector<std::string> statements;
    std::string found;  // is said of it
};

const std::vector<HandEdit> hand_edits = {
    {{"update event set reason = 'khác' where seq = 2"}, "its hash does not fit"},
    {{"update event set at = at + 1 where seq = 3"}, "its hash does not fit"},
    {{"update event set actor_id = (select min(id) from account) where seq = 2 and actor_id <>"
      " (select min(id) from account)"},
     "its hash does not fit"},
    {{"update event set data = '[]' where seq = 4"}, "its hash does not fit"},
    {{"update event set to_state = 'appraised' where seq = 2"}, "its hash does not fit"},
    {{"update event set hash = '00' where seq = 5"}, "its hash does not fit"},
    {{"delete from event where seq = 3"}, "its hash does not fit"},
    {{"delete from event where seq = 9"}, "its last lines are missing"},
    {{"update dossier set version = version + 1"}, "its last lines are missing"},
    {{"update nomination set state = 'paid'"}, "stands where its history does not lead"},
    {{"update nomination set report = 'Hay hơn'"}, "differs from what was voted on"},
    {{"update nomination set name = 'Người khác'"}, "differs from what was voted on"},
    {{"update attachment set sha256 = '00' where part = 'indicators'"},
     "differs from what was voted on"},
    {{"update agenda_item set content_hash = '00'"}, "differs from what was voted on"},
    {{"update agenda_item set yes = 2"}, "a declared count that differs from the votes"},
    {{"update agenda_item set no = 1"}, "a declared count that differs from the votes"},
    {{"update opened_ballot set choice = 'no'"}, "a declared count that differs from the votes"},
    {{"update agenda_item set verdict = 'not_recommended'"},
     "a verdict that no line of a history declared"},
    {{"update agenda_item set verdict = ''"},
     "an issued nomination without a vote that carried it"},
    {{"update opened_ballot set choice = 'blank'"}, "a declared count that differs from the votes"},
    {{"insert into ballot (id, meeting_id, nomination_id, sealed)"
      " select 'them', meeting_id, nomination_id, '' from agenda_item"},
     "an item with more or fewer ballots than voters"},
    {{"insert into opened_ballot (meeting_id, nomination_id, tracker, kind, choice)"
      " select meeting_id, nomination_id, 'them', 'electronic', 'yes' from agenda_item"},
     "ballots opened that are not as many as its voters"},
    {{"insert into poll_share (meeting_id, holders, sealed)"
      " select meeting_id, 'chair,auditor', '' from poll"},
     "a counted poll whose key could still be put together"},
    {{"update agenda_item set counted_at = 0"}, "a verdict without a count"},
    {{"delete from opened_ballot where choice = 'yes'"},
     "an item with more or fewer ballots than voters"},
    {{"delete from turnout where member_id = (select min(id) from council_member)"},
     "an item with more or fewer ballots than voters"},
    {{"delete from register_entry"}, "an issued document without its register line"},
    {{"update series set last = 2"}, "a series whose last number is not the count"},
    {{"update register_entry set number = 4"}, "a register line outside of its series"},
    {{"update document set number = 7"}, "an issued document that its register line does not"},
    {{"update decision set signed_at = 0"}, "an issued decision that is not signed"},
    {{"update nomination set decision_id = 0"}, "a decision item whose nomination is in another"},
    {{"delete from file_chunk", "delete from file"}, "an attachment without its file"},
    {{"delete from file_chunk"}, "a file whose pieces do not make up its size"},
};

bool any_says(const std::vector<std::string>& breaks, const std::string& words) {
    for (const auto& each : breaks)
        if (each.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_test)

BOOST_DATA_TEST_CASE(an_office_that_kept_to_the_rules_has_no_break, test::engines(), engine) {
    test::StoreOffice office(engine);
    office.to_issued(office.draft(office.ha, {"Nguyễn Thị Ánh"}));
    office.to_verdict(office.to_agenda(office.draft(office.lan, {"Đinh Bộ", "Lê Duy"})), false);
    office.draft(office.lan, {"Trần Hoàn"});
    for (const auto& said : office.audit()) BOOST_ERROR(said);
    BOOST_TEST(office.database().read(
                   [&](auto& db) { return sql::audit(db, office.rules).dossiers; }) == 3u);
}

// Each edit is undone by a change that throws once the audit has seen it.
BOOST_DATA_TEST_CASE(every_edit_by_hand_is_found, test::engines(), engine) {
    test::StoreOffice office(engine);
    office.to_issued(office.draft(office.ha, {"Nguyễn Thị Ánh"}));
    struct Undo {};
    for (const auto& edit : hand_edits) {
        const auto try_it = [&](sql::Change& change) {
            for (const auto& statement : edit.statements) change.db() << statement;
            const auto breaks = sql::audit(change.db(), office.rules).breaks;
            BOOST_TEST(any_says(breaks, edit.found), edit.statements[0]);
            throw Undo{};
        };
        BOOST_CHECK_THROW(office.database().change(try_it), Undo);
    }
    BOOST_TEST(office.audit().empty());
}

BOOST_AUTO_TEST_SUITE_END()
