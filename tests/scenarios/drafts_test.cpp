// The draft of a decision: what it may hold, how it is corrected, how it is given up.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

std::string first_error(const Reply& reply) {
    return reply.json().at("errors").at(0).at("message");
}

// Three that the council recommends, in one draft that the Director has.
struct Draft {
    Office office;
    Ids items;
    Id id = 0;

    explicit Draft(const std::string& engine = any_engine()) : office(engine) {
        items = appraised(
            office, "bmt",
            {{"BHXH cơ sở Buôn Ma Thuột", "collective"}, {"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
        pass_council(office, "2025-11-03", items);
        id = draft_decision(office, items);
    }
    Reply event(const std::string& who, const std::string& event, const std::string& reason = "") {
        json body = {{"event", event}};
        if (!reason.empty()) body["reason"] = reason;
        auto reply = office.as(who).post(at("decisions", id) + "/events", body);
        office.work();
        return reply;
    }
    Reply edit(const Ids& nominations, const std::string& title = "khen thưởng đợt 1") {
        auto body = decision_of(office, nominations);
        body["title"] = title;
        return office.as("tchc").post(at("decisions", id), body);
    }
    json shown() { return ok(office.as("tchc").get(at("decisions", id))); }
    std::string state(Id item) {
        return ok(office.as("tchc").get(at("nominations", item))).at("state");
    }
    void set_most(int most) {
        office.server().app().database.change([&](tdkt::sql::Change& change) {
            change.db() << "update prize set most = :most", soci::use(most);
        });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(drafts_test)

BOOST_DATA_TEST_CASE(a_draft_is_read_and_corrected_before_it_is_presented, engines(), engine) {
    Draft draft(engine);
    BOOST_TEST(draft.shown().at("draft") == true);
    BOOST_TEST(draft.shown().at("can_edit") == true);
    ok(draft.edit({draft.items[0], draft.items[1]}, "V/v khen thưởng đợt 1, bản sửa"));
    const auto paper = ok(draft.office.as("tchc").get(at("decisions", draft.id) + "/preview"));
    BOOST_TEST(paper.at("data").dump().find("Về việc khen thưởng đợt 1, bản sửa") !=
               std::string::npos);
    const auto shown = draft.shown();
    BOOST_TEST(shown.at("items").size() == 2u);
    BOOST_TEST(shown.at("lint").at("passed") == true);
    BOOST_TEST(shown.at("lint").at("in_print").empty());
    BOOST_TEST(shown.at("choices").size() == 3u);
    BOOST_TEST(draft.office.as("bmt").get(at("decisions", draft.id) + "/preview").status == 404);
    BOOST_TEST(draft.office.as("vanthu")
                   .post(at("decisions", draft.id), decision_of(draft.office, draft.items))
                   .status == 405);
    BOOST_TEST(draft.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(who_drafts_is_told_of_letters_that_cannot_be_printed) {
    Draft draft;
    ok(draft.edit(draft.items, "khen thưởng đợt 1 \U00012000"));
    const auto told = draft.shown().at("lint").at("in_print");
    BOOST_TEST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0] == "Phông chữ không có ký tự U+12000; bản in thay bằng ô vuông.");
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    BOOST_TEST(draft.shown().at("lint").at("in_print") == told);
}

BOOST_DATA_TEST_CASE(the_director_hands_a_draft_back_and_signs_the_corrected_one, engines(),
                     engine) {
    Draft draft(engine);
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    BOOST_TEST(draft.edit(draft.items).status == 409);
    BOOST_TEST(draft.event("giamdoc", "hand_back").status == 422);
    BOOST_TEST(draft.event("giamdoc", "hand_back", "Sửa trích yếu").status == 200);
    BOOST_TEST(draft.state(draft.items[0]) == "recommended");
    ok(draft.edit(draft.items, "khen thưởng đợt 1, đã sửa"));
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    BOOST_TEST(draft.event("giamdoc", "sign").status == 200);
    BOOST_TEST(draft.office.count("select count(*) from document where kind = 'decision'") == 2);
    BOOST_TEST(draft.event("vanthu", "issue").status == 200);
    BOOST_TEST(draft.office.breaks().empty());
}

BOOST_AUTO_TEST_CASE(a_complaint_about_one_does_not_hold_the_others) {
    Draft draft;
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    step(draft.office, "tchc", at("nominations", draft.items[2]), "suspend", "Có đơn thư");
    BOOST_TEST(draft.event("giamdoc", "sign").status == 422);
    BOOST_TEST(draft.event("giamdoc", "hand_back", "Chờ xem xét đơn thư").status == 200);
    BOOST_TEST(draft.event("tchc", "present").status == 422);
    ok(draft.edit({draft.items[0], draft.items[1]}));
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    BOOST_TEST(draft.event("giamdoc", "sign").status == 200);
    BOOST_TEST(draft.state(draft.items[2]) == "recommended");
    // What is stopped is not offered for another decision before it goes on.
    const auto waits = [&] {
        return ok(draft.office.as("tchc").get("/decisions")).at("candidates").size();
    };
    BOOST_TEST(waits() == 0u);
    step(draft.office, "tchc", at("nominations", draft.items[2]), "resume", "Đơn không có cơ sở");
    BOOST_TEST(waits() == 1u);
    BOOST_TEST(draft.office.breaks().empty());
}

BOOST_DATA_TEST_CASE(more_prizes_than_the_round_has_are_not_presented, engines(), engine) {
    Draft draft(engine);
    draft.set_most(1);
    BOOST_TEST(
        draft.shown().at("over_text").get<std::string>().ends_with("(Đợt 1): 02, tối đa 01"));
    const auto refused = draft.event("tchc", "present");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused).starts_with("Vượt số giải của đợt: "));
    ok(draft.edit({draft.items[0], draft.items[1]}));
    BOOST_TEST(draft.event("tchc", "present").status == 200);
    // What is with the Director counts for the next one of the round.
    const auto next = draft_decision(draft.office, {draft.items[2]});
    const auto again =
        draft.office.as("tchc").post(at("decisions", next) + "/events", {{"event", "present"}});
    BOOST_TEST(again.status == 422);
}

BOOST_AUTO_TEST_CASE(a_decision_speaks_of_one_round) {
    Office office;
    const auto first = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto second = appraised(office, "eakar", {{"Lê Văn Ước"}});
    office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "update dossier set round_id = :round where id ="
                       " (select dossier_id from nomination where id = :id)",
            soci::use(office.campaign().rounds[1].id), soci::use(second[0]);
    });
    pass_council(office, "2025-11-03", {first[0], second[0]});
    const auto mixed =
        office.as("tchc").post("/decisions", decision_of(office, {first[0], second[0]}));
    BOOST_TEST(mixed.status == 422);
    BOOST_TEST(mixed.json().at("errors").at(0).at("field") == "nominations");
    draft_decision(office, first);
    draft_decision(office, second);
}

BOOST_AUTO_TEST_CASE(the_head_signs_unless_another_is_chosen) {
    Draft draft;
    const auto signers = draft.shown().at("signers");
    BOOST_TEST_REQUIRE(signers.size() == 2u);
    BOOST_TEST(signers[0].at("label") == "Trần Mạnh Toàn – Chuyên viên");
    BOOST_TEST(signers[0].at("selected") == true);
}

BOOST_AUTO_TEST_CASE(what_was_begun_by_mistake_can_be_taken_away) {
    Office office;
    auto officer = office.as("bmt");
    const Id empty = ok(officer.post("/dossiers", {{"round", office.campaign().rounds[0].id},
                                                   {"title", "Lập nhầm"}}))
                         .at("id");
    const auto full = tdkt::test::draft(office, "bmt", {{"Trần Quốc Đạt"}});
    BOOST_TEST(office.as("eakar").post(at("dossiers", empty) + "/remove").status == 404);
    BOOST_TEST(officer.post(at("dossiers", full) + "/remove").status == 409);
    ok(officer.post(at("dossiers", empty) + "/remove"));
    BOOST_TEST(officer.get(at("dossiers", empty)).status == 404);

    const auto items = appraised(office, "eakar", {{"Lê Văn Ước"}});
    const auto meeting = call_meeting(office, "2025-11-03", items);
    auto secretary = office.as("thuky");
    BOOST_TEST(secretary.post(at("meetings", meeting) + "/cancel").status == 409);
    ok(secretary.post(at("meetings", meeting) + "/agenda/remove",
                      {{"nomination", items[0]}, {"reason", "Lập nhầm"}}));
    ok(secretary.post(at("meetings", meeting) + "/cancel"));
    BOOST_TEST(ok(secretary.get("/meetings")).at("meetings").empty());
    BOOST_TEST(
        secretary.post(at("meetings", meeting) + "/agenda", {{"nominations", items}}).status ==
        409);
    BOOST_TEST(office.breaks().empty());
}

BOOST_AUTO_TEST_SUITE_END()
