// What is done to accounts: who may, what is recorded, who is told.
#include "sql/audit/accounts.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "server/signing/key_check.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using namespace tdkt::workflow;
using nlohmann::json;

namespace {

const auto each = boost::test_tools::per_element();
using Texts = std::vector<std::string>;

std::string path_of(Office& office, const std::string& username) {
    return "/accounts/" + std::to_string(office.account(username));
}

json edited(const json& changes = json::object()) {
    json body = {{"name", "Tên Khác"}, {"post", "Chuyên viên"}, {"unit", 1}};
    body.update(changes);
    return body;
}

Texts breaks(Office& office) {
    return office.server().app().database.read(
        [](auto& db) { return tdkt::sql::audit_accounts(db).breaks; });
}

void run(Office& office, const std::string& statement) {
    office.server().app().database.change(
        [&](tdkt::sql::Change& change) { change.db() << statement; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accounts_test)

BOOST_DATA_TEST_CASE(every_change_is_recorded_and_told, engines(), engine) {
    Office office(engine);
    auto administrator = office.as("quantri");
    const auto path = path_of(office, "qlt");
    const auto tag = administrator.get(path).header("etag");
    const auto reply =
        administrator.with("If-Match", tag).post(path, edited({{"roles", {"director"}}}));
    ok(reply);
    BOOST_TEST(reply.header("etag") == administrator.get(path).header("etag"));
    administrator.with("If-Match", "");
    ok(administrator.post(path + "/password", {{"password", "một câu dài khó đoán"}}));
    ok(administrator.post(path, edited({{"active", false}})));

    const auto events = ok(office.as("kiemtra").get(path)).at("account_events");
    Texts changes;
    for (const auto& event : events) {
        changes.push_back(event.at("change"));
        BOOST_TEST(event.at("actor_name") == "Cao Đức Trí");
    }
    const Texts expected = {"locked", "password_set", "roles", "unit", "name"};
    BOOST_TEST(changes == expected, each);
    BOOST_TEST(events[2].at("old_text") == "Phòng Quản lý thu (QLT)");
    BOOST_TEST(events[2].at("new_text") == "Giám đốc");
    BOOST_TEST(office.count("select count(*) from notice where link = '/account'") == 3);
    BOOST_TEST(breaks(office) == Texts{}, each);
}

// Else whoever administers accounts would read what others are told.
BOOST_DATA_TEST_CASE(an_address_that_another_wrote_is_used_once_its_owner_wants_it, engines(),
                     engine) {
    constexpr auto own = "thuky@noi.example.vn";
    Office office(engine);
    const auto path = path_of(office, "thuky");
    const auto wanted = [&] {
        return office.count("select mail_wanted from account where username = 'thuky'");
    };
    ok(office.as("thuky").post("/account/mail", {{"mail", own}, {"mail_wanted", true}}));
    ok(office.as("quantri").post(path, edited({{"mail", own}})));
    BOOST_TEST(wanted() == 1);
    ok(office.as("quantri").post(path, edited({{"mail", "quantri@noi.example.vn"}})));
    BOOST_TEST(wanted() == 0);
}

// What its owner writes meanwhile is not overwritten by a form that was opened before.
BOOST_AUTO_TEST_CASE(a_form_from_before_the_owners_change_is_stale) {
    Office office;
    const auto path = path_of(office, "thuky");
    auto administrator = office.as("quantri");
    const auto tag = administrator.get(path).header("etag");
    ok(office.as("thuky").post("/account/mail",
                               {{"mail", "thuky@noi.example.vn"}, {"mail_wanted", false}}));
    BOOST_TEST(administrator.with("If-Match", tag).post(path, edited()).status == 412);
}

BOOST_AUTO_TEST_CASE(nobody_changes_their_own_rights) {
    Office office;
    office.hire("quantri2", "Người Thứ Hai", Role::administrator, "khtc");
    auto administrator = office.as("quantri");
    const auto own = path_of(office, "quantri");
    for (const auto& wish : {json{{"roles", {"administrator", "director"}}},
                             json{{"roles", {"director"}}}, json{{"active", false}}})
        BOOST_TEST(std::set<int>({409, 422}).contains(administrator.post(own, edited(wish)).status),
                   wish);
    BOOST_TEST(
        administrator.post(own + "/password", {{"password", "một câu dài khó đoán"}}).status ==
        409);
    ok(administrator.post(own, edited({{"roles", {"administrator"}}})));
    BOOST_TEST(office.count("select count(*) from account_event where change_code = 'roles'") == 0);
}

BOOST_DATA_TEST_CASE(somebody_can_always_administer, engines(), engine) {
    Office office(engine);
    office.hire("quantri2", "Người Thứ Hai", Role::administrator, "khtc");
    auto first = office.as("quantri");
    auto second = office.as("quantri2");
    ok(first.post(path_of(office, "quantri2"), edited({{"roles", {"auditor"}}})));
    BOOST_TEST(second.post(path_of(office, "quantri"), edited({{"active", false}})).status == 405);
    run(office, "update account_role set role = 'administrator' where account_id = " +
                    std::to_string(office.account("quantri2")));
    run(office, "update account set active = 0 where username = 'quantri'");
    office.hire("quantri3", "Người Thứ Ba", Role::director, "khtc");
    // The last one: nobody is left who could do it, but for a page that was open.
    const auto last =
        office.as("quantri2").post(path_of(office, "quantri2"), edited({{"active", false}}));
    BOOST_TEST(last.status == 409);
}

BOOST_AUTO_TEST_CASE(an_administrator_reads_no_dossier_in_the_record) {
    Office office;
    appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    ok(office.as("quantri").post(path_of(office, "qlt"), edited({{"roles", {"data_office"}}})));
    const auto administrator = ok(office.as("quantri").get("/audit"));
    BOOST_TEST(administrator.at("events").empty());
    BOOST_TEST(!administrator.at("account_events").empty());
    const auto auditor = ok(office.as("kiemtra").get("/audit"));
    BOOST_TEST(!auditor.at("events").empty());
    BOOST_TEST(!auditor.at("account_events").empty());
    BOOST_TEST(office.as("kiemtra").post(path_of(office, "qlt"), edited()).status == 405);
}

BOOST_DATA_TEST_CASE(a_record_that_was_touched_is_found, engines(), engine) {
    Office office(engine);
    const auto path = path_of(office, "qlt");
    ok(office.as("quantri").post(path, edited({{"roles", {"data_office", "finance"}}})));
    ok(office.as("quantri").post(path, edited({{"roles", {"data_office"}}})));
    BOOST_TEST(breaks(office) == Texts{}, each);

    const auto last = "account_id = " + std::to_string(office.account("qlt")) + " and seq = 4";
    run(office, "update account_event set new_value = 'director' where " + last);
    BOOST_TEST(breaks(office) == Texts{"account qlt: line 4: its hash does not fit"}, each);
    run(office, "delete from account_event where " + last);
    BOOST_TEST(breaks(office) == Texts{"account qlt: its last lines are missing"}, each);
    run(office, "update account set events = 3 where username = 'qlt'");
    BOOST_TEST(breaks(office) == Texts{"account qlt: has roles that were not recorded"}, each);
}

BOOST_AUTO_TEST_CASE(ones_own_password_is_asked_for_and_must_change) {
    Office office;
    auto person = office.as("khtc");
    const auto change = [&](const std::string& before, const std::string& after) {
        return person.post("/account/password",
                           {{"old_password", before}, {"new_password", after}});
    };
    BOOST_TEST(change(Server::password, Server::password).json()["errors"][0]["field"] ==
               "new_password");
    for (int i = 0; i < 4; ++i) BOOST_TEST(change("sai", "một câu dài khó đoán").status == 422);
    BOOST_TEST(change(Server::password, "một câu dài khó đoán").status == 429);
    office.server().pass(15'000);
    BOOST_TEST(change(Server::password, "một câu dài khó đoán").status == 204);
    BOOST_TEST(office.count("select count(*) from account_event"
                            " where change_code = 'password_changed'") == 1);
}

BOOST_AUTO_TEST_CASE(the_doctor_looks_at_the_keys) {
    Office office;
    auto& app = office.server().app();
    BOOST_TEST(tdkt::server::key_faults(app) == Texts{}, each);
    office.server().pass(std::int64_t{30} * 365 * 24 * 3'600'000);
    BOOST_TEST(tdkt::server::key_faults(app).size() == 3u);

    Office lacking;
    lacking.hire("giamdoc2", "Người Không Khóa", Role::director, "lanhdao");
    lacking.hire("phogiamdoc2", "Phó Không Khóa", Role::deputy_director, "lanhdao");
    const auto faults = tdkt::server::key_faults(lacking.server().app());
    BOOST_TEST_REQUIRE(faults.size() == 1u);
    BOOST_TEST(faults[0].starts_with("giamdoc2: "), faults[0]);
}

BOOST_AUTO_TEST_SUITE_END()
