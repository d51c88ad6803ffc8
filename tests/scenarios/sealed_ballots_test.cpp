// The secret ballot from the codes of its holders to the recount by the members.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "server/secrecy/sealed.h"
#include "server/secrecy/text.h"
#include "sql/council.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// Two nominations before the council; the vote is open unless a test opens it.
struct Poll {
    Office office;
    Ids items;
    Id id;
    std::string path;

    explicit Poll(const std::string& engine = any_engine(), bool open = true)
        : office(engine),
          items(appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}})),
          id(call_meeting(office, "2025-11-03", items)),
          path(at("meetings", id)) {
        if (open) open_vote(office, id);
    }
    Reply post(const std::string& who, const std::string& what, const json& body = json::object()) {
        return office.as(who).post(path + what, body);
    }
    Reply declare() { return post("thuky", "/events", {{"event", "declare"}}); }
    Reply count(const std::string& first, const std::string& second,
                const std::string& who = "thuky") {
        return post(who, "/count", {{"code1", first}, {"code2", second}});
    }
    json page(const std::string& who = "thuky") { return ok(office.as(who).get(path)); }
    json vote(const std::string& who, const std::string& word) {
        return ok(post(who, "/ballot", ballot(items, word)));
    }
    void vote_all(const std::string& word = "yes", const std::vector<std::string>& silent = {}) {
        for (const auto& who : council())
            if (std::ranges::find(silent, who) == silent.end()) vote(who, word);
    }
};

std::string fault(const Reply& reply) {
    const auto said = reply.json();
    if (!said.contains("errors")) return said.at("detail");
    return said.at("errors").at(0).at("field").get<std::string>() + ": " +
           said.at("errors").at(0).at("message").get<std::string>();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sealed_ballots_test)

BOOST_DATA_TEST_CASE(each_member_finds_the_own_ballot_among_those_opened, engines(), engine) {
    Poll poll(engine);
    std::map<std::string, std::string> trackers;  // of the first item, and what was chosen
    int voter = 0;
    const char* words[] = {"yes", "no", "blank"};
    for (const auto& who : council()) {
        const std::string word = words[voter++ % 3];
        const auto told = poll.vote(who, word);
        BOOST_TEST(told.at("sealed_here") == true);
        const std::string tracker = told.at("trackers").at(0).at("tracker");
        BOOST_TEST(tracker.size() == 9u);
        trackers[tracker] = word;
    }
    BOOST_TEST(trackers.size() == 11u);
    ok(count_ballots(poll.office, poll.id));
    ok(poll.declare());
    const auto opened = ok(poll.office.as("uv5").get(poll.path + "/ballots"));
    const auto first = opened.at("items").at(0);
    BOOST_TEST(first.at("yes") == 4);
    BOOST_TEST(first.at("no") == 4);
    BOOST_TEST(first.at("invalid") == 3);
    BOOST_TEST(first.at("turnout") == 11);
    std::map<std::string, std::string> seen;
    for (const auto& one : first.at("ballots")) seen[one.at("tracker")] = one.at("choice");
    BOOST_TEST((seen == trackers));
    const auto mine = trackers.begin()->first;
    const auto found =
        ok(poll.office.as("uv5").get(poll.path + "/ballots?tracker=" + mine)).at("found");
    BOOST_TEST(found.size() == 1u);
    BOOST_TEST(poll.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(nothing_can_be_opened_again_after_the_count, engines(), engine) {
    Poll poll(engine);
    BOOST_TEST(poll.office.count("select count(*) from poll_share") == 3);
    poll.vote_all();
    BOOST_TEST(poll.office.count("select count(*) from ballot") == 22);
    ok(count_ballots(poll.office, poll.id));
    BOOST_TEST(poll.office.count("select count(*) from poll_share") == 0);
    BOOST_TEST(poll.office.count("select count(*) from ballot") == 0);
    BOOST_TEST(poll.office.count("select count(*) from opened_ballot") == 22);
    BOOST_TEST(count_ballots(poll.office, poll.id).status == 409);
    ok(poll.declare());
    BOOST_TEST(poll.office.count("select count(*) from event where event = 'declare' and data like"
                                 " '%\"key\":\"destroyed\"%' and data like '%chair,auditor%'") > 0);
    BOOST_TEST(poll.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(no_vote_is_opened_before_three_have_their_codes) {
    Poll poll(any_engine(), /*open=*/false);
    json everybody = {{"attendance", json::array()}};
    const auto seats = poll.page().at("attendance");
    for (const auto& seat : seats)
        everybody["attendance"].push_back(seat.at("member_id").dump() + ":present");
    ok(poll.post("thuky", "/attendance", everybody));
    const auto refused = [&] {
        return fault(poll.post("thuky", "/events", {{"event", "open_vote"}}));
    };
    const std::string sentence = ": Chủ tịch, Thư ký và người giám sát chưa lấy đủ mã mở phiếu.";
    BOOST_TEST(refused() == sentence);
    BOOST_TEST(poll.post("kiemtra", "/code").status == 403);
    BOOST_TEST(poll.post("thuky", "/auditor", {{"auditor", poll.office.account("uv1")}}).status ==
               422);
    ok(poll.post("thuky", "/auditor", {{"auditor", poll.office.account("kiemtra")}}));
    const std::string first = ok(poll.post("chutich", "/code")).at("code");
    ok(poll.post("thuky", "/code"));
    BOOST_TEST(refused() == sentence);
    BOOST_TEST(poll.post("uv1", "/code").status == 403);
    ok(poll.post("kiemtra", "/code"));
    // A code that is asked for again is another, and the earlier one is worth nothing.
    const std::string again = ok(poll.post("chutich", "/code")).at("code");
    BOOST_TEST(first != again);
    ok(poll.post("thuky", "/events", {{"event", "open_vote"}}));
    BOOST_TEST(poll.post("chutich", "/code").status == 409);
    BOOST_TEST(
        poll.post("thuky", "/auditor", {{"auditor", poll.office.account("kiemtra")}}).status ==
        409);
    poll.vote_all();
    BOOST_TEST(fault(poll.count(first, again)).starts_with("code1: Mã này không phải là mã"));
}

BOOST_DATA_TEST_CASE(one_holder_alone_opens_nothing_and_whoever_guesses_waits, engines(), engine) {
    Poll poll(engine);
    const auto held = codes(poll.office, poll.id);
    poll.vote_all("yes", {"uv9"});
    BOOST_TEST(poll.count(held[0], held[1]).status == 409);  // a ballot is still awaited
    poll.vote("uv9", "no");
    BOOST_TEST(fault(poll.count(held[1], held[1])) ==
               "code2: Hai mã phải là của hai người khác nhau.");
    auto slip = held[1];
    slip[0] = slip[0] == 'A' ? 'B' : 'A';
    BOOST_TEST(fault(poll.count(held[0], slip)).starts_with("code2: Mã này gõ chưa đúng"));
    BOOST_TEST(poll.count(held[0], held[1], "uv1").status == 403);
    BOOST_TEST(poll.page().at("poll").at("can_count") == true);
    for (int i = 0; i < 5; ++i) poll.count(held[0], slip);
    BOOST_TEST(poll.count(held[0], held[1]).status == 429);
    BOOST_TEST(poll.office.count("select count(*) from opened_ballot") == 0);
    poll.office.at("2025-11-03", 12);
    BOOST_TEST(poll.count(held[1], held[2], "kiemtra").status == 200);
}

BOOST_AUTO_TEST_CASE(nothing_partial_is_shown_before_the_ballots_are_opened) {
    Poll poll;
    poll.vote_all("no", {"uv9"});
    const auto results = [&](const std::string& who) {
        return poll.page(who).at("results").size();
    };
    for (const auto* who : {"thuky", "chutich", "uv1", "kiemtra"}) {
        BOOST_TEST(results(who) == 0u);
        BOOST_TEST(poll.page(who).at("ballots").at("received") == 10);
    }
    BOOST_TEST(poll.office.as("uv1").get(poll.path + "/ballots").status == 422);
    const auto facts = poll.office.server().app().database.read(
        [&](auto& db) { return sql::load_meeting(db, poll.id).agenda; });
    for (const auto& item : facts) BOOST_TEST(item.yes + item.no + item.invalid == 0);
    poll.vote("uv9", "yes");
    BOOST_TEST(poll.declare().status == 422);
}

// What goes over the wire, and what comes back, is as long whatever was chosen.
BOOST_AUTO_TEST_CASE(an_answer_is_as_long_for_every_choice) {
    Poll poll;
    std::set<std::size_t> sizes;
    sizes.insert(poll.post("uv1", "/ballot", ballot(poll.items, "y")).body.size());
    sizes.insert(poll.post("uv2", "/ballot", ballot(poll.items, "n")).body.size());
    sizes.insert(poll.post("uv3", "/ballot", ballot(poll.items, "b")).body.size());
    BOOST_TEST(sizes.size() == 1u);
    const auto shortest = poll.office.count("select min(length(sealed)) from ballot");
    BOOST_TEST(shortest == poll.office.count("select max(length(sealed)) from ballot"));
    BOOST_TEST(shortest == 86);
}

BOOST_AUTO_TEST_CASE(a_ballot_sealed_by_its_voter_counts_and_rubbish_is_invalid) {
    Poll poll;
    const auto shown = ok(poll.office.as("uv1").get(poll.path + "/ballot"));
    const std::string key = shown.at("public_key");
    const auto sealed_as = [&](server::Ballot one) {
        json list = json::array();
        for (const auto item : poll.items)
            list.push_back(std::to_string(item) + ":" +
                           server::seal_ballot(key, poll.id, item, one));
        return json{{"sealed", list}, {"confirmed", true}};
    };
    const auto told = ok(poll.post("uv1", "/ballot", sealed_as({workflow::Vote::no, "K7QM3XPD"})));
    BOOST_TEST(told.at("sealed_here") == false);
    BOOST_TEST(told.at("trackers").at(0).at("tracker").is_null());
    json rubbish = {{"sealed", json::array()}};
    for (const auto item : poll.items)
        rubbish["sealed"].push_back(std::to_string(item) + ":" + std::string(86, 'A'));
    ok(poll.post("uv2", "/ballot", rubbish));
    // Somebody whose program gives the same tracker again is seen beside the other.
    ok(poll.post("uv3", "/ballot", sealed_as({workflow::Vote::yes, "K7QM3XPD"})));
    json mixed = sealed_as({workflow::Vote::yes, "K7QM3XPD"});
    mixed["votes"] = {std::to_string(poll.items[0]) + ":yes"};
    BOOST_TEST(poll.post("uv4", "/ballot", mixed).status == 422);
    rubbish["sealed"][0] = std::to_string(poll.items[0]) + ":yes";
    BOOST_TEST(poll.post("uv4", "/ballot", rubbish).status == 422);
    poll.vote_all("yes", {"uv1", "uv2", "uv3"});
    ok(count_ballots(poll.office, poll.id));
    ok(poll.declare());
    const auto first = ok(poll.office.as("uv1").get(poll.path + "/ballots?tracker=k7qm-3xpd"));
    BOOST_TEST(first.at("items").at(0).at("yes") == 9);
    BOOST_TEST(first.at("items").at(0).at("no") == 1);
    BOOST_TEST(first.at("items").at(0).at("invalid") == 1);
    BOOST_TEST(first.at("found").size() == 4u);
    BOOST_TEST(poll.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(who_does_not_vote_is_waited_for_until_the_vote_is_ended, engines(), engine) {
    Poll poll(engine);
    poll.vote_all("yes", {"uv8", "uv9"});
    BOOST_TEST(poll.post("uv1", "/end-vote").status == 403);
    BOOST_TEST(fault(poll.post("thuky", "/end-vote")).starts_with("reason: Còn 2 phiếu chưa về"));
    ok(poll.post("thuky", "/end-vote", {{"reason", "Hai thành viên mất kết nối"}}));
    BOOST_TEST(poll.post("thuky", "/end-vote", {{"reason", "Lại"}}).status == 409);
    BOOST_TEST(poll.post("uv9", "/ballot", ballot(poll.items)).status == 409);
    BOOST_TEST(poll.page("uv9").at("can_vote") == false);
    BOOST_TEST(
        poll.post("thuky", "/attendance", attendance(poll.office, poll.id, {"uv9"})).status == 409);
    ok(count_ballots(poll.office, poll.id));
    ok(poll.declare());
    const auto result = poll.page().at("results").at(0);
    BOOST_TEST(result.at("yes") == 9);
    BOOST_TEST(result.at("no") == 0);
    BOOST_TEST(poll.office.breaks().empty());
}

// A complaint that ends between the count and the result: nobody can open that item's ballots
// any more, and it waits for another meeting without holding up the others.
BOOST_AUTO_TEST_CASE(what_was_not_opened_with_the_others_goes_to_another_meeting) {
    Poll poll;
    poll.vote_all();
    const auto stopped = at("nominations", poll.items[0]);
    step(poll.office, "tchc", stopped, "suspend", "Có đơn thư đang xem xét");
    ok(count_ballots(poll.office, poll.id));
    step(poll.office, "tchc", stopped, "resume", "Đơn thư không có cơ sở");
    BOOST_TEST(poll.declare().status == 422);
    step(poll.office, "thuky", stopped, "postpone", "Chuyển phiên sau");
    ok(poll.declare());
    pass_council(poll.office, "2025-11-03", {poll.items[0]});
    BOOST_TEST(poll.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(of_fifty_votes_of_one_member_at_once_one_counts, engines(), engine) {
    Poll poll(engine);
    std::vector<int> answers(50);
    std::vector<std::thread> threads;
    for (auto& status : answers)
        threads.emplace_back([&, member = poll.office.as("uv1")]() mutable {
            for (status = 503; status == 503;)
                status = member.post(poll.path + "/ballot", ballot(poll.items)).status;
        });
    for (auto& thread : threads) thread.join();
    BOOST_TEST(std::ranges::count(answers, 200) == 1);
    BOOST_TEST(std::ranges::count(answers, 409) == 49);
    BOOST_TEST(poll.office.count("select count(*) from ballot") == 2);
    BOOST_TEST(poll.office.count("select count(*) from turnout") == 2);
}

BOOST_AUTO_TEST_CASE(a_repeat_is_told_that_it_was_done_and_nothing_more) {
    Poll poll;
    auto member = poll.office.as("uv1").with("Idempotency-Key", "phieu-1");
    const auto first = ok(member.post(poll.path + "/ballot", ballot(poll.items, "no")));
    BOOST_TEST(first.contains("trackers"));
    const auto again = member.post(poll.path + "/ballot", ballot(poll.items, "yes"));
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.body.find("tracker") == std::string::npos);
    const std::string tracker = first.at("trackers").at(0).at("tracker");
    BOOST_TEST(poll.office.count("select count(*) from idempotency where body like '%" + tracker +
                                 "%' or body like '%tracker%'") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
