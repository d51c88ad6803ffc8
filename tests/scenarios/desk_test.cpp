// The two desks at which a decision is signed and issued.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

std::string path_of(Id decision) {
    return "/decisions/" + std::to_string(decision);
}

std::string first_error(const Reply& reply) {
    return reply.json().at("errors").at(0).at("message");
}

// Nominations that the council recommends and the minutes say so.
struct Desk {
    Office office;
    Ids items;

    explicit Desk(const std::string& engine = any_engine(), int count = 2) : office(engine) {
        std::vector<Nominee> nominees;
        for (int i = 0; i < count; ++i)
            nominees.push_back({"Trần Quốc Đạt " + std::string(1, static_cast<char>('A' + i))});
        items = appraised(office, "bmt", nominees);
        pass_council(office, "2025-11-03", items);
    }

    Reply event(const std::string& username, Id decision, const std::string& event,
                const std::string& reason = "") {
        json body = {{"event", event}};
        if (!reason.empty()) body["reason"] = reason;
        auto reply = office.as(username).post(path_of(decision) + "/events", body);
        office.work();
        return reply;
    }
    Id presented(const std::string& signer = "giamdoc") {
        const auto id = draft_decision(office, items, signer);
        step(office, "tchc", path_of(id), "present");
        return id;
    }
    std::string state(Id nomination) {
        return ok(office.as("bmt").get("/nominations/" + std::to_string(nomination))).at("state");
    }
    std::set<std::int64_t> numbers() {
        std::set<std::int64_t> found;
        const auto shown = ok(office.as("vanthu").get("/register"));
        for (const auto& entry : shown.at("entries"))
            found.insert(entry.at("number").get<std::int64_t>());
        return found;
    }
};

// The same request from each of these at once.
std::vector<Reply> at_once(const std::vector<std::pair<Person, std::string>>& requests,
                           const json& body) {
    std::vector<Reply> replies(requests.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < requests.size(); ++i)
        threads.emplace_back([&, i, person = requests[i].first]() mutable {
            replies[i] = person.post(requests[i].second, body);
        });
    for (auto& thread : threads) thread.join();
    return replies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(desk_test)

BOOST_AUTO_TEST_CASE(only_who_is_named_as_signer_signs) {
    Desk desk;
    const auto id = desk.presented("phogiamdoc");
    const auto refused = desk.event("giamdoc", id, "sign");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused) == "Dự thảo quyết định ghi người ký khác.");
    BOOST_TEST(desk.event("tchc", id, "sign").status == 403);
    BOOST_TEST(desk.event("uv1", id, "sign").status == 404);
    BOOST_TEST(desk.event("phogiamdoc", id, "sign").status == 200);
    const auto shown = ok(desk.office.as("vanthu").get(path_of(id)));
    BOOST_TEST(shown.at("signatures").at(0).at("signer_name") == "Phan Văn Bình");
}

BOOST_AUTO_TEST_CASE(nobody_without_authority_is_named_as_signer) {
    Desk desk;
    const auto refused =
        desk.office.as("tchc").post("/decisions", decision_of(desk.office, desk.items, "khtc"));
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.json().at("errors").at(0).at("field") == "signer");
    BOOST_TEST(desk.office.count("select count(*) from decision") == 0);
}

BOOST_DATA_TEST_CASE(of_two_clerks_at_once_one_issues, engines(), engine) {
    Desk desk(engine);
    const auto id = signed_decision(desk.office, desk.items);
    std::vector<std::pair<Person, std::string>> clerks;
    for (int i = 0; i < 8; ++i)
        clerks.emplace_back(desk.office.as(i % 2 == 0 ? "vanthu" : "vanthu2"),
                            path_of(id) + "/events");
    int issues = 0;
    for (const auto& reply : at_once(clerks, {{"event", "issue"}})) {
        issues += reply.status == 200 ? 1 : 0;
        BOOST_TEST((reply.status == 200 || reply.status == 403 || reply.status == 412), reply.body);
    }
    BOOST_TEST(issues == 1);
    BOOST_TEST(desk.numbers() == std::set<std::int64_t>{1}, boost::test_tools::per_element());
    BOOST_TEST(desk.office.count("select count(*) from event where event = 'issue'") == 2);
    BOOST_TEST(desk.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(decisions_issued_at_once_are_numbered_without_gap_or_double, engines(),
                     engine) {
    constexpr int count = 8;
    Desk desk(engine, count);
    std::vector<std::pair<Person, std::string>> clerks;
    for (const auto item : desk.items)
        clerks.emplace_back(desk.office.as(clerks.size() % 2 == 0 ? "vanthu" : "vanthu2"),
                            path_of(signed_decision(desk.office, {item})) + "/events");
    for (const auto& reply : at_once(clerks, {{"event", "issue"}}))
        BOOST_TEST(reply.status == 200, reply.body);
    std::set<std::int64_t> expected;
    for (int i = 1; i <= count; ++i) expected.insert(i);
    BOOST_TEST(desk.numbers() == expected, boost::test_tools::per_element());
    BOOST_TEST(desk.office.count("select last from series where kind = 'decision'") == count);
    BOOST_TEST(desk.office.count("select count(distinct number) from document where number > 0") ==
               count);
    BOOST_TEST(desk.office.breaks().empty());
}

// Over New Year too: the number of a new year must not be followed by one of the old.
BOOST_DATA_TEST_CASE(a_clock_that_was_set_back_dates_nothing_back, engines(), engine) {
    constexpr std::int64_t day = std::int64_t{24} * 3600 * 1000;
    Desk desk(engine);
    const auto waiting = draft(desk.office, "eakar", {{"Trịnh Thị Mơ"}});
    submit(desk.office, "eakar", waiting);
    desk.office.at("2026-01-02");
    step(desk.office, "tchc", "/dossiers/" + std::to_string(waiting), "receive");
    const auto first = signed_decision(desk.office, {desk.items[0]});
    BOOST_TEST(desk.event("vanthu", first, "issue").status == 200);
    const auto second = signed_decision(desk.office, {desk.items[1]});
    desk.office.server().pass(-3 * day);
    const auto refused = desk.event("vanthu", second, "issue");
    BOOST_TEST(refused.status == 422, refused.body);
    BOOST_TEST(refused.json().at("detail") ==
               "Đồng hồ máy chủ đang chỉ ngày 30/12/2025, trước ngày 02/01/2026 của bước ký hoặc "
               "của số đã cấp gần nhất, nên chưa cấp số được. Đề nghị quản trị kiểm tra lại đồng "
               "hồ.");
    // What does not hang on a day goes on, and its history not back.
    step(desk.office, "tchc", "/dossiers/" + std::to_string(waiting), "appraise");
    BOOST_TEST(desk.office.count("select count(*) from event e join event f on f.dossier_id ="
                                 " e.dossier_id and f.seq = e.seq + 1 where f.at < e.at") == 0);
    desk.office.server().pass(3 * day);
    BOOST_TEST(desk.event("vanthu", second, "issue").status == 200);
    BOOST_TEST(desk.numbers() == (std::set<std::int64_t>{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(desk.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(dossiers_received_at_once_get_receipts_in_a_row, engines(), engine) {
    Office office(engine);
    std::vector<std::pair<Person, std::string>> desks;
    for (int i = 0; i < 6; ++i) {
        const auto id = draft(office, "bmt", {{"Trần Quốc Đạt"}});
        submit(office, "bmt", id);
        desks.emplace_back(office.as("tchc"), "/dossiers/" + std::to_string(id) + "/events");
    }
    for (const auto& reply : at_once(desks, {{"event", "receive"}}))
        BOOST_TEST(reply.status == 200, reply.body);
    BOOST_TEST(office.count("select count(distinct receipt) from dossier") == 6);
    BOOST_TEST(office.count("select count(*) from dossier where receipt = 'TN-2025-0006'") == 1);
}

BOOST_AUTO_TEST_CASE(what_changed_since_it_was_presented_is_not_signed) {
    Desk desk;
    const auto id = desk.presented();
    desk.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update decision_item set amount = amount + 1 where nomination_id = :id",
            soci::use(desk.items[0]);
    });
    const auto refused = desk.event("giamdoc", id, "sign");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused).find("nội dung đã đổi") != std::string::npos);
    BOOST_TEST(desk.state(desk.items[0]) == "presented");
    BOOST_TEST(desk.office.count(
                   "select count(*) from document where signed_file <> '' and kind = 'decision'") ==
               0);
}

BOOST_AUTO_TEST_CASE(what_the_director_signed_cannot_be_swapped_before_it_is_issued) {
    Desk desk;
    const auto id = signed_decision(desk.office, desk.items);
    desk.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update document set signed_file = rendered_file where kind = 'decision'";
    });
    BOOST_TEST(desk.event("vanthu", id, "issue").status == 422);
    BOOST_TEST(desk.numbers().empty());
    BOOST_TEST(desk.state(desk.items[0]) == "signed");
}

BOOST_DATA_TEST_CASE(the_director_refuses_with_a_reason, engines(), engine) {
    Desk desk(engine);
    const auto id = desk.presented();
    const auto silent = desk.event("giamdoc", id, "refuse");
    BOOST_TEST(silent.status == 422);
    BOOST_TEST(silent.json().at("errors").at(0).at("field") == "reason");
    BOOST_TEST(desk.event("giamdoc", id, "refuse", "Chưa bảo đảm tỷ lệ").status == 200);
    BOOST_TEST(desk.state(desk.items[0]) == "refused");
    const auto shown = ok(desk.office.as("tchc").get(path_of(id)));
    BOOST_TEST(shown.at("state") == "refused");
    BOOST_TEST(shown.at("steps").empty());
    BOOST_TEST(desk.event("giamdoc", id, "sign").status == 403);
    BOOST_TEST(desk.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(sent_back_to_the_council_means_a_new_meeting_and_a_new_vote, engines(),
                     engine) {
    Desk desk(engine);
    const auto first = desk.presented();
    BOOST_TEST(desk.event("giamdoc", first, "reconsider", "Xem lại tiêu chí").status == 200);
    BOOST_TEST(desk.state(desk.items[0]) == "appraised");
    BOOST_TEST(
        desk.office.as("tchc").post("/decisions", decision_of(desk.office, desk.items)).status ==
        409);
    pass_council(desk.office, "2025-11-03", desk.items);
    const auto second = signed_decision(desk.office, desk.items);
    BOOST_TEST(desk.event("vanthu", second, "issue").status == 200);
    BOOST_TEST(desk.event("giamdoc", first, "sign").status >= 400);
    BOOST_TEST(desk.numbers() == std::set<std::int64_t>{1}, boost::test_tools::per_element());
    BOOST_TEST(desk.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(a_discarded_draft_frees_its_nominations, engines(), engine) {
    Desk desk(engine);
    const auto first = draft_decision(desk.office, desk.items);
    auto office = desk.office.as("tchc");
    const auto body = decision_of(desk.office, desk.items);
    BOOST_TEST(office.post("/decisions", body).status == 409);
    ok(office.post(path_of(first) + "/discard"));
    BOOST_TEST(office.post(path_of(first) + "/discard").status == 409);
    const auto second = ok(office.post("/decisions", body)).at("id").get<Id>();
    step(desk.office, "tchc", path_of(second), "present");
    BOOST_TEST(office.post(path_of(second) + "/discard").status == 409);
    BOOST_TEST(desk.event("tchc", first, "present").status >= 400);
    BOOST_TEST(desk.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(a_leader_without_a_key_is_not_named_as_signer) {
    Desk desk;
    std::filesystem::remove_all(desk.office.server().data() + "/keys");
    const auto refused =
        desk.office.as("tchc").post("/decisions", decision_of(desk.office, desk.items));
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.json().at("errors").at(0).at("field") == "signer");
    BOOST_TEST(first_error(refused) ==
               "Trần Mạnh Toàn chưa có khóa ký số nên chưa ký được quyết định.");
    const auto signers = ok(desk.office.as("tchc").get("/decisions")).at("signers");
    BOOST_TEST(signers[0].at("disabled") == true);
}

BOOST_AUTO_TEST_CASE(a_register_is_asked_for_by_a_year_that_can_be) {
    Office office;
    auto clerk = office.as("vanthu");
    for (const auto* year : {"1999", "2101", "-1", "4294969321"}) {
        const auto reply = clerk.get("/register?year=" + std::string(year));
        BOOST_TEST(reply.status == 422, year);
        BOOST_TEST(reply.json().at("errors").at(0).at("field") == "year");
    }
    BOOST_TEST(clerk.get("/register?year=2100").status == 200);
}

BOOST_AUTO_TEST_CASE(a_code_in_small_letters_leads_to_the_paper) {
    Desk desk;
    const auto decision = signed_decision(desk.office, desk.items);
    step(desk.office, "vanthu", path_of(decision), "issue");
    const auto code = desk.office.server().app().database.read([](auto& db) {
        std::string text;
        db << "select code from document where kind = 'decision'", soci::into(text);
        return text;
    });
    Client anybody(desk.office.server().port());
    BOOST_TEST(anybody.get("/verify/" + code).status == 200);
    std::string typed;
    for (const char c : code)
        if (c != '-') typed += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const auto reply = anybody.get("/verify/" + typed);
    BOOST_TEST(reply.status == 303);
    BOOST_TEST(reply.header("location") == "/verify/" + code);
}

BOOST_AUTO_TEST_SUITE_END()
