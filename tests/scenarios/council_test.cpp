// What the council's rules refuse, and what they allow.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::workflow::Role;

namespace {

const std::vector<Nominee> one = {{"Trần Quốc Đạt"}};
const std::vector<Nominee> two = {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}};

// Nominations on the agenda of a meeting that has not opened yet.
struct Meeting {
    Office office;
    Ids items;
    Id id;
    std::string path;

    explicit Meeting(const std::string& engine = any_engine(),
                     const std::vector<Nominee>& whom = one)
        : office(engine),
          items(appraised(office, "bmt", whom)),
          id(call_meeting(office, "2025-11-03", items)),
          path("/meetings/" + std::to_string(id)) {}

    Reply event(const std::string& username, const std::string& event) {
        if (event == "declare") count_ballots(office, id);
        auto reply = office.as(username).post(path + "/events", {{"event", event}});
        office.work();
        return reply;
    }
    Reply ballot(const std::string& username, const json& votes) {
        return office.as(username).post(path + "/ballot", votes);
    }
    Reply ballot(const std::string& username) {
        return ballot(username, tdkt::test::ballot(items));
    }
    std::int64_t ballots() {
        return office.count(
            "select (select count(*) from ballot) +"
            " (select count(*) from opened_ballot)");
    }
    std::string state(Id nomination) {
        return ok(office.as("bmt").get("/nominations/" + std::to_string(nomination))).at("state");
    }
};

std::string first_error(const Reply& reply) {
    return reply.json().at("errors").at(0).at("message");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(council_test)

BOOST_DATA_TEST_CASE(without_two_thirds_of_all_members_no_vote_is_opened, engines(), engine) {
    Meeting meeting(engine);
    auto secretary = meeting.office.as("thuky");
    const auto come = attendance(meeting.office, meeting.id, {"uv6", "uv7", "uv8", "uv9"});
    ok(secretary.post(meeting.path + "/attendance", come));
    const auto refused = meeting.event("thuky", "open_vote");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused) == "Cần ít nhất 8/11 thành viên dự họp, mới có 7.");
    BOOST_TEST(meeting.state(meeting.items[0]) == "on_agenda");

    ok(secretary.post(meeting.path + "/attendance",
                      attendance(meeting.office, meeting.id, {"uv6", "uv7", "uv8"})));
    BOOST_TEST(meeting.event("thuky", "open_vote").status == 200);
}

BOOST_DATA_TEST_CASE(a_vote_counts_once_and_not_after_the_result, engines(), engine) {
    Meeting meeting(engine);
    ok(meeting.office.as("thuky").post(meeting.path + "/attendance",
                                       attendance(meeting.office, meeting.id)));
    BOOST_TEST(meeting.ballot("uv1").status == 409);
    open_vote(meeting.office, meeting.id);
    BOOST_TEST(meeting.ballot("uv1").status == 200);
    BOOST_TEST(meeting.ballot("uv1").status == 409);
    BOOST_TEST(meeting.ballots() == 1);
    BOOST_TEST(first_error(meeting.event("thuky", "declare")) == "Còn 10 phiếu chưa về.");

    vote(meeting.office, meeting.id, meeting.items, 11, {"uv1"});
    declare(meeting.office, meeting.id);
    const auto late = meeting.ballot("uv2");
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.json().at("detail") == "Đã hết thời gian biểu quyết: kết quả đã công bố.");
    BOOST_TEST(meeting.ballots() == 11);
    BOOST_TEST(meeting.event("thuky", "declare").status == 403);
}

BOOST_DATA_TEST_CASE(of_eight_votes_of_one_member_at_once_one_counts, engines(), engine) {
    Meeting meeting(engine, two);
    open_vote(meeting.office, meeting.id);
    std::vector<Reply> replies(8);
    std::vector<std::thread> threads;
    for (auto& reply : replies)
        threads.emplace_back([&, member = meeting.office.as("uv1")]() mutable {
            reply = member.post(meeting.path + "/ballot", ballot(meeting.items));
        });
    for (auto& thread : threads) thread.join();
    int counted = 0;
    for (const auto& reply : replies) {
        counted += reply.status == 200 ? 1 : 0;
        BOOST_TEST((reply.status == 200 || reply.status == 409), reply.body);
    }
    BOOST_TEST(counted == 1);
    BOOST_TEST(meeting.ballots() == 2);
    BOOST_TEST(meeting.office.count("select count(*) from turnout") == 2);
}

BOOST_AUTO_TEST_CASE(who_is_away_or_recused_or_not_of_the_council_does_not_vote) {
    Meeting meeting;
    open_vote(meeting.office, meeting.id, {"uv1"}, {"uv2"});
    BOOST_TEST(meeting.ballot("uv1").status == 403);
    BOOST_TEST(meeting.ballot("uv2").status == 403);
    meeting.office.hire("khach", "Võ Hoàng Vũ", Role::council_member, "khtc");
    BOOST_TEST(meeting.ballot("khach").status == 403);
    BOOST_TEST(meeting.ballot("giamdoc").status == 404);
    BOOST_TEST(meeting.ballots() == 0);
    vote(meeting.office, meeting.id, meeting.items, 11, {"uv1", "uv2"});
    declare(meeting.office, meeting.id);
    BOOST_TEST(meeting.state(meeting.items[0]) == "recommended");
}

BOOST_AUTO_TEST_CASE(nobody_votes_on_their_own_nomination) {
    // uv9 works in the nominated unit, under this name.
    Meeting meeting(any_engine(), {{"Trần Quốc Đạt"}, {"Trịnh Thị Mơ"}});
    meeting.office.server().app().database.change([&](tdkt::sql::Change& change) {
        const auto account = meeting.office.account("uv9");
        change.db() << "update nomination set nominee_account = :account where id = :id",
            soci::use(account), soci::use(meeting.items[1]);
    });
    open_vote(meeting.office, meeting.id);
    BOOST_TEST(meeting.ballot("uv9").status == 422);
    BOOST_TEST(meeting.ballots() == 0);
    const auto items = ok(meeting.office.as("uv9").get(meeting.path + "/ballot")).at("items");
    BOOST_TEST(items.size() == 1u);
    BOOST_TEST(items.at(0).at("recused") == false);
    BOOST_TEST(meeting.ballot("uv9", ballot({meeting.items[0]})).status == 200);
    vote(meeting.office, meeting.id, meeting.items, 11, {"uv9"});
    declare(meeting.office, meeting.id);
    const auto results = ok(meeting.office.as("thuky").get(meeting.path)).at("results");
    BOOST_TEST(results.at(0).at("yes") == 11);
    BOOST_TEST(results.at(1).at("yes") == 10);
    BOOST_TEST(results.at(1).at("members") == 11);
}

BOOST_DATA_TEST_CASE(the_share_is_of_all_members_whoever_came, engines(), engine) {
    for (const int yes : {5, 6}) {
        Meeting meeting(engine);
        const std::vector<std::string> away = {"uv7", "uv8", "uv9"};
        open_vote(meeting.office, meeting.id, away);
        vote(meeting.office, meeting.id, meeting.items, yes, away);
        declare(meeting.office, meeting.id);
        BOOST_TEST(meeting.state(meeting.items[0]) ==
                   (yes == 6 ? "recommended" : "not_recommended"));
        const auto result = ok(meeting.office.as("uv1").get(meeting.path)).at("results").at(0);
        BOOST_TEST(result.at("yes") == yes);
        BOOST_TEST(result.at("no") == 8 - yes);
        BOOST_TEST(result.at("needed") == 6);
        BOOST_TEST(meeting.office.breaks().empty());
    }
}

BOOST_DATA_TEST_CASE(of_a_divided_vote_everybody_is_told_what_concerns_them, engines(), engine) {
    for (const std::size_t carried : {0, 1}) {
        Meeting meeting(engine, two);
        open_vote(meeting.office, meeting.id);
        json votes = ballot(meeting.items);
        votes["votes"][1 - carried] = std::to_string(meeting.items[1 - carried]) + ":no";
        for (const auto& member : council()) ok(meeting.ballot(member, votes));
        declare(meeting.office, meeting.id);
        const auto outcome = ": Hội đồng đề nghị khen thưởng: " + two[carried].name +
                             "; không đề nghị: " + two[1 - carried].name + " (0/11 phiếu, cần 6).";
        const auto told = [&](const std::string& text) {
            return meeting.office.count("select count(*) from notice where text like '" + text +
                                        "'");
        };
        BOOST_TEST(told("HS-%" + outcome) > 0);
        BOOST_TEST(told("Phiên họp %" + outcome + " Khi biên bản đủ chữ ký%") == 1);
    }
}

BOOST_DATA_TEST_CASE(the_agenda_is_locked_when_the_vote_opens, engines(), engine) {
    Meeting meeting(engine);
    const auto later = appraised(meeting.office, "eakar", one);
    open_vote(meeting.office, meeting.id);
    auto secretary = meeting.office.as("thuky");
    BOOST_TEST(secretary.post(meeting.path + "/agenda", {{"nominations", later}}).status == 409);
    const json removal = {{"nomination", meeting.items[0]}, {"reason", "Nhầm"}};
    BOOST_TEST(secretary.post(meeting.path + "/agenda/remove", removal).status == 409);
    const auto recused = attendance(meeting.office, meeting.id, {}, {"uv1"});
    BOOST_TEST(secretary.post(meeting.path + "/attendance", recused).status == 409);
    BOOST_TEST(meeting.office.count("select count(*) from agenda_item") == 1);
}

BOOST_DATA_TEST_CASE(who_leaves_without_a_vote_does_not_hold_up_the_others, engines(), engine) {
    Meeting meeting(engine);
    open_vote(meeting.office, meeting.id);
    vote(meeting.office, meeting.id, meeting.items, 11, {"uv9"});
    BOOST_TEST(meeting.event("thuky", "declare").status == 422);
    auto secretary = meeting.office.as("thuky");
    const auto voted = attendance(meeting.office, meeting.id, {"uv8", "uv9"});
    BOOST_TEST(secretary.post(meeting.path + "/attendance", voted).status == 409);
    ok(secretary.post(meeting.path + "/attendance",
                      attendance(meeting.office, meeting.id, {"uv9"})));
    BOOST_TEST(meeting.ballot("uv9").status == 403);
    declare(meeting.office, meeting.id);
    BOOST_TEST(meeting.state(meeting.items[0]) == "recommended");
    BOOST_TEST(secretary.post(meeting.path + "/attendance", voted).status == 409);
}

BOOST_AUTO_TEST_CASE(what_is_suspended_during_the_vote_is_voted_on_when_it_goes_on) {
    Meeting meeting(any_engine(), two);
    const auto stopped = "/nominations/" + std::to_string(meeting.items[0]);
    open_vote(meeting.office, meeting.id);
    step(meeting.office, "tchc", stopped, "suspend", "Có đơn thư đang xem xét");
    vote(meeting.office, meeting.id, {meeting.items[1]}, 11);
    step(meeting.office, "tchc", stopped, "resume", "Đơn thư không có cơ sở");
    vote(meeting.office, meeting.id, {meeting.items[0]}, 6);
    declare(meeting.office, meeting.id);
    for (const auto item : meeting.items) BOOST_TEST(meeting.state(item) == "recommended");
    BOOST_TEST(meeting.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(what_is_taken_off_the_agenda_waits_for_another_meeting) {
    Meeting meeting(any_engine(), two);
    auto secretary = meeting.office.as("thuky");
    json removal = {{"nomination", meeting.items[0]}};
    BOOST_TEST(secretary.post(meeting.path + "/agenda/remove", removal).status == 422);
    removal["reason"] = "Chờ bổ sung số liệu";
    ok(secretary.post(meeting.path + "/agenda/remove", removal));
    BOOST_TEST(meeting.state(meeting.items[0]) == "appraised");
    ok(secretary.post(meeting.path + "/agenda", {{"nominations", {meeting.items[0]}}}));
    BOOST_TEST(meeting.state(meeting.items[0]) == "on_agenda");
    BOOST_TEST(
        secretary.post(meeting.path + "/agenda", {{"nominations", {meeting.items[0]}}}).status ==
        422);
}

BOOST_AUTO_TEST_CASE(what_is_suspended_stays_behind_and_the_others_go_on) {
    Meeting meeting(any_engine(), two);
    const auto stopped = "/nominations/" + std::to_string(meeting.items[0]);
    step(meeting.office, "tchc", stopped, "suspend", "Có đơn thư đang xem xét");
    open_vote(meeting.office, meeting.id);
    BOOST_TEST(meeting.state(meeting.items[0]) == "on_agenda");
    BOOST_TEST(meeting.state(meeting.items[1]) == "voting");
    BOOST_TEST(meeting.ballot("uv1").status == 422);
    vote(meeting.office, meeting.id, {meeting.items[1]}, 11);
    declare(meeting.office, meeting.id);
    BOOST_TEST(meeting.state(meeting.items[1]) == "recommended");

    step(meeting.office, "tchc", stopped, "resume", "Đơn thư không có cơ sở");
    step(meeting.office, "thuky", stopped, "postpone", "Chuyển phiên sau");
    // The locked agenda still says that it stood there.
    BOOST_TEST(meeting.office.count("select count(*) from agenda_item") == 2);
    pass_council(meeting.office, "2025-11-03", {meeting.items[0]});
    BOOST_TEST(meeting.state(meeting.items[0]) == "recommended");
    BOOST_TEST(meeting.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(minutes_need_both_signatures_before_anything_is_presented) {
    Meeting meeting;
    BOOST_TEST(meeting.office.as("thuky").post(meeting.path + "/minutes/signatures").status == 422);
    open_vote(meeting.office, meeting.id);
    vote(meeting.office, meeting.id, meeting.items, 11);
    declare(meeting.office, meeting.id);
    const auto decision = draft_decision(meeting.office, meeting.items);
    const auto present = [&] {
        return meeting.office.as("tchc").post("/decisions/" + std::to_string(decision) + "/events",
                                              {{"event", "present"}});
    };
    const auto sign = [&](const std::string& username) {
        return meeting.office.as(username).post(meeting.path + "/minutes/signatures").status;
    };
    BOOST_TEST(present().status == 422);
    BOOST_TEST(sign("uv1") == 403);
    BOOST_TEST(sign("thuky") == 200);
    BOOST_TEST(sign("thuky") == 409);
    BOOST_TEST(first_error(present()) == "Biên bản họp chưa đủ chữ ký của Chủ tọa và Thư ký.");
    BOOST_TEST(sign("chutich") == 200);
    BOOST_TEST(present().status == 200);
}

BOOST_AUTO_TEST_CASE(a_ballot_is_whole_and_names_what_is_wrong_with_it) {
    Meeting meeting(any_engine(), two);
    open_vote(meeting.office, meeting.id);
    const auto item = std::to_string(meeting.items[0]);
    const std::vector<json> spoiled = {
        {{"votes", {item + ":yes"}}},
        {{"votes", {item + ":yes", item + ":no"}}},
        {{"votes", {item + ":có", std::to_string(meeting.items[1]) + ":no"}}},
        {{"votes", {item + ":yes", std::to_string(meeting.items[1]) + ":no", "9999:yes"}}},
        {{"votes", json::array({7})}},
        {{"vote-x", "yes"}},
        json::object()};
    for (const auto& body : spoiled) {
        const auto refused = meeting.ballot("uv1", body);
        BOOST_TEST(refused.status == 422, refused.body);
        BOOST_TEST(refused.json().at("errors").at(0).at("field") != "", refused.body);
    }
    BOOST_TEST(meeting.ballots() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
