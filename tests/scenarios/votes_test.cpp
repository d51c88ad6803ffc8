// Who may vote, when, and what happens when two things happen at once.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::workflow::Role;

namespace {

std::string at(Id meeting) {
    return "/meetings/" + std::to_string(meeting);
}

Reply event(Office& office, const std::string& username, Id meeting, const std::string& event) {
    if (event == "declare") count_ballots(office, meeting, username);
    auto reply = office.as(username).post(at(meeting) + "/events", {{"event", event}});
    office.work();
    return reply;
}

std::string first_error(const Reply& reply) {
    return reply.json().at("errors").at(0).at("message");
}

// Both requests at once; their statuses.
template <class One, class Other>
std::pair<int, int> together(One one, Other other) {
    int first = 0;
    std::thread thread([&] { first = one(); });
    const int second = other();
    thread.join();
    return {first, second};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(votes_test)

BOOST_DATA_TEST_CASE(no_vote_is_opened_before_the_day_of_the_meeting, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto meeting = call_meeting(office, "2025-11-05", items);
    ok(office.as("thuky").post(at(meeting) + "/attendance", attendance(office, meeting)));
    const auto refused = event(office, "thuky", meeting, "open_vote");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused) == "Phiên họp ngày 05/11/2025, chưa đến ngày họp.");
    office.at("2025-11-05", 0);
    BOOST_TEST(event(office, "thuky", meeting, "open_vote").status == 200);
}

BOOST_AUTO_TEST_CASE(members_of_a_nominated_collective_vote_on_the_other_items) {
    Office office;
    // uv9 is of the unit that is nominated.
    const auto items =
        appraised(office, "bmt", {{"BHXH cơ sở Buôn Ma Thuột", "collective"}, {"Lê Văn Ước"}});
    const auto meeting = call_meeting(office, "2025-11-03", items);
    open_vote(office, meeting);
    auto partial = office.as("uv9");
    BOOST_TEST(partial.post(at(meeting) + "/ballot", ballot(items)).status == 422);
    const auto shown = ok(partial.get(at(meeting) + "/ballot")).at("items");
    // What is not theirs to vote on is not theirs to know of.
    BOOST_TEST(shown.size() == 1u);
    BOOST_TEST(shown.at(0).at("nominee_name") == "Lê Văn Ước");
    BOOST_TEST(shown.at(0).at("ordinal") == 1);
    vote(office, meeting, items, 11, {"uv9"});
    const auto waits = event(office, "thuky", meeting, "declare").json().at("errors").dump();
    BOOST_TEST(waits.find("Lê Văn Ước: Còn 1 phiếu chưa về.") != waits.npos, waits);
    BOOST_TEST(partial.post(at(meeting) + "/ballot", ballot({items[1]})).status == 200);
    declare(office, meeting);
    const auto results = ok(office.as("uv1").get(at(meeting))).at("results");
    BOOST_TEST(results.at(0).at("yes") == 10);
    BOOST_TEST(results.at(1).at("yes") == 11);
    BOOST_TEST(office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(who_proposed_does_not_vote_and_the_others_close_the_vote) {
    Office office;
    const auto items = appraised(office, "bmt", {{"Lê Văn Ước"}});
    office.server().app().database.change([&](tdkt::sql::Change& change) {
        const auto proposer = office.account("uv3");
        change.db() << "update dossier set submitted_by = :who", soci::use(proposer);
    });
    const auto meeting = call_meeting(office, "2025-11-03", items);
    open_vote(office, meeting);
    BOOST_TEST(office.as("uv3").post(at(meeting) + "/ballot", ballot(items)).status == 409);
    BOOST_TEST(ok(office.as("uv3").get(at(meeting))).at("can_vote") == false);
    BOOST_TEST(ok(office.as("uv4").get(at(meeting))).at("can_vote") == true);
    vote(office, meeting, items, 11, {"uv3"});
    declare(office, meeting);
    BOOST_TEST(office.count("select count(*) from opened_ballot") == 10);
}

BOOST_AUTO_TEST_CASE(others_do_the_work_where_the_offices_are_of_the_nominated_unit) {
    Office office;
    office.hire("tchc2", "Phạm Ngọc Thạch", Role::standing_office, "khtc");
    office.hire("thuky2", "Vũ Hoài Nam", Role::council_secretary, "khtc");
    office.preparer = "thuky2";
    const auto unit = office.count("select unit_id from account where username = 'thuky'");
    const auto dossier = draft(office, "bmt", {});
    ok(office.as("bmt").post("/dossiers/" + std::to_string(dossier) + "/nominations",
                             {{"nominee_kind", "collective"},
                              {"nominee_name", "Phòng Tổ chức - Hành chính"},
                              {"nominee_unit", unit},
                              {"prize", "first"},
                              {"summary", "Hoàn thành xuất sắc nhiệm vụ."},
                              {"report", "Báo cáo thành tích."}}));
    submit(office, "bmt", dossier);
    const auto path = "/dossiers/" + std::to_string(dossier);
    BOOST_TEST(office.as("tchc").post(path + "/events", {{"event", "receive"}}).status == 404);
    step(office, "tchc2", path, "receive");
    step(office, "qlt", path, "appraise");
    const auto items = nominations(office, dossier);
    const auto meeting = call_meeting(office, "2025-11-03", {});
    const json put = {{"nominations", items}};
    BOOST_TEST(office.as("thuky").post(at(meeting) + "/agenda", put).status == 403);
    ok(office.as("thuky2").post(at(meeting) + "/agenda", put));
    const auto there = attendance(office, meeting);
    BOOST_TEST(office.as("thuky").post(at(meeting) + "/attendance", there).status == 403);
    ok(office.as("thuky2").post(at(meeting) + "/attendance", there));
    BOOST_TEST(event(office, "thuky", meeting, "open_vote").status == 403);
    BOOST_TEST(event(office, "chutich", meeting, "open_vote").status == 200);
    vote(office, meeting, items, 11, {"thuky"});
    BOOST_TEST(event(office, "thuky", meeting, "declare").status == 403);
    BOOST_TEST(ok(office.as("thuky").get(at(meeting))).at("state") == "planned");
    const auto told = event(office, "chutich", meeting, "declare");
    BOOST_TEST(told.status == 200, told.body);
}

BOOST_AUTO_TEST_CASE(of_two_people_of_one_name_the_form_says_who_is_meant) {
    Office office;
    // "bmt" and "uv9" bear this name in this unit.
    const std::string name = "Nguyễn Thị Hồng Ánh";
    const auto dossier = draft(office, "bmt", {});
    const auto path = "/dossiers/" + std::to_string(dossier) + "/nominations";
    const auto send = [&](json more) {
        json body = {{"nominee_kind", "person"},
                     {"nominee_name", name},
                     {"prize", "person"},
                     {"summary", "Hoàn thành xuất sắc nhiệm vụ."}};
        body.update(more);
        return office.as("bmt").post(path, body);
    };
    const auto linked = [&](Id nomination) {
        return ok(office.as("bmt").get("/nominations/" + std::to_string(nomination)))
            .at("nominee_account");
    };
    const auto refused = send(json::object());
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.json().at("errors").at(0).at("field") == "nominee_account");
    BOOST_TEST(send({{"nominee_account", office.account("eakar")}}).status == 422);
    BOOST_TEST(send({{"nominee_account", 99999}}).status == 422);
    const Id meant = ok(send({{"nominee_account", office.account("uv9")}})).at("id");
    BOOST_TEST(linked(meant) == office.account("uv9"));

    // A renamed account stays who it is; a name that one colleague bears needs no choice.
    office.server().app().database.change([&](tdkt::sql::Change& change) {
        auto account = tdkt::sql::load_account(change.db(), office.account("uv9"));
        account.name = "Nguyễn Thị Ánh";
        tdkt::sql::save_account(change, account);
    });
    BOOST_TEST(linked(meant) == office.account("uv9"));
    const Id known = ok(send({{"nominee_name", "Phan Văn Dũng"}})).at("id");
    BOOST_TEST(linked(known) == office.account("bmt.gd"));
    const Id nobody =
        ok(send({{"nominee_name", "Nguyễn Thị Ánh"}, {"nominee_account", 0}})).at("id");
    BOOST_TEST(linked(nobody) == 0);
    BOOST_TEST(send({{"nominee_kind", "collective"},
                     {"nominee_name", "Tổ Thu"},
                     {"prize", "first"},
                     {"nominee_unit", 99999}})
                   .status == 422);
}

// Rounds in which a member is noted as absent, and the last of them declared,
// while their ballot is on its way: one of the two is refused, whichever came later.
BOOST_DATA_TEST_CASE(nobody_is_absent_and_has_voted, engines(), engine) {
    Office office(engine);
    int voted = 0, left = 0;
    for (int round = 0; round < 4; ++round) {
        const auto items = appraised(office, "bmt", {{"Lê Văn Ước"}});
        const auto meeting = call_meeting(office, "2025-11-03", items);
        open_vote(office, meeting);
        vote(office, meeting, items, 11, {"uv1", "uv2", "uv3", "uv4", "uv5", "uv6", "uv7"});
        std::vector<std::string> away;
        for (const auto* username : {"uv1", "uv2", "uv3", "uv4", "uv5", "uv6", "uv7"}) {
            auto leaving = away;
            leaving.emplace_back(username);
            const auto noted = attendance(office, meeting, leaving);
            const bool last = std::string(username) == "uv7";
            const auto [absent, ballot_in] = together(
                [&, secretary = office.as("thuky")]() mutable {
                    const int status = secretary.post(at(meeting) + "/attendance", noted).status;
                    if (last) count_ballots(office, meeting);
                    if (last) secretary.post(at(meeting) + "/events", {{"event", "declare"}});
                    return status;
                },
                [&, member = office.as(username)]() mutable {
                    return member.post(at(meeting) + "/ballot", ballot(items)).status;
                });
            BOOST_TEST((absent == 200) != (ballot_in == 200),
                       username << ": attendance " << absent << ", ballot " << ballot_in);
            if (absent == 200) away = leaving;
            ++(absent == 200 ? left : voted);
        }
        BOOST_TEST(office.breaks().empty());
    }
    BOOST_TEST(voted + left == 28);
}

BOOST_AUTO_TEST_SUITE_END()
