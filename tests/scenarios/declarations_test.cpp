// What members of the council declare before an agenda opens to them, and what it hides.
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::workflow::Role;

namespace {

// A meeting is called by a secretary who is in conflict with nothing, of a nominated unit and
// three people.
struct Council {
    Office office;
    Id hidden = 0, meeting = 0;
    Ids others;

    Council() {
        office.hire("thuky2", "Vũ Hoài Nam", Role::council_secretary, "khtc");
        office.preparer = "thuky2";
        const auto mixed =
            appraised(office, "eakar", {{"BHXH cơ sở Ea Kar", "collective"}, {"Lê Văn Ước"}});
        const auto plain = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Võ Thị Sáu"}});
        hidden = mixed[0];
        others = {mixed[1], plain[0], plain[1]};
    }
    void call() {
        meeting = ok(office.as("thuky2").post("/meetings", {{"council", office.council_term()},
                                                            {"held_on", "2025-11-03"},
                                                            {"held_time", "14:00"},
                                                            {"place", "Phòng họp tầng 2"}}))
                      .at("id");
        declare("thuky");
    }
    void declare(const char* who) {
        ok(office.as(who).post(at("meetings", meeting) + "/conflicts",
                               {{"relation", "relative"}, {"persons", "BHXH cơ sở Ea Kar"}}));
    }
    void schedule() {
        auto all = others;
        all.push_back(hidden);
        ok(office.as("thuky2").post(at("meetings", meeting) + "/agenda", {{"nominations", all}}));
    }
    void declare_conflicts() {
        declare("uv2");
        declare("chutich");
        declare_no_conflict(office, meeting, {"uv2", "chutich", "thuky"});
    }
    // Two of those who lead are in conflict: somebody else presides over all.
    void preside() {
        const auto path = at("meetings", meeting);
        const auto seats = ok(office.as("thuky2").get(path)).at("attendance");
        ok(office.as("thuky2").post(path + "/presiding",
                                    {{"presiding", seats.at(2).at("member_id")}}));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(declarations_test)

BOOST_AUTO_TEST_CASE(the_agenda_opens_with_the_declaration_and_the_vote_with_all_of_them) {
    Council world;
    world.call();
    world.schedule();
    const auto path = at("meetings", world.meeting);
    auto member = world.office.as("uv2");
    const auto before = ok(member.get(path));
    BOOST_TEST(before.at("shut") == true);
    BOOST_TEST(before.at("to_declare") == true);
    BOOST_TEST(before.at("agenda").empty());
    BOOST_TEST(before.dump().find("Trần Quốc Đạt") == std::string::npos);
    BOOST_TEST(member.get(path + "/ballot").status == 403);
    BOOST_TEST(member.get(path + "/invitation").body.find("Trần Quốc Đạt") == std::string::npos);
    BOOST_TEST(ok(member.get("/dossiers")).at("dossiers").empty());

    auto secretary = world.office.as("thuky2");
    ok(secretary.post(path + "/attendance", attendance(world.office, world.meeting)));
    const auto refused = secretary.post(path + "/events", {{"event", "open_vote"}});
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.body.find("Chưa khai báo xung đột lợi ích") != std::string::npos);
    world.declare_conflicts();
    const auto after = ok(member.get(path));
    BOOST_TEST(after.at("shut") == false);
    BOOST_TEST(after.at("agenda").size() == 3);
    BOOST_TEST(ok(world.office.as("uv1").get(path)).at("agenda").size() == 4);
    world.preside();
    BOOST_TEST(secretary.post(path + "/events", {{"event", "open_vote"}}).status == 200);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_nearly_that_of_a_nominee_waits_for_the_secretary) {
    Council world;
    world.call();
    world.schedule();
    const auto path = at("meetings", world.meeting) + "/conflicts";
    auto member = world.office.as("uv2");
    BOOST_TEST(member.post(path).status == 422);
    BOOST_TEST(member.post(path, {{"persons", "Lê Văn Ươc"}}).status == 422);
    ok(member.post(path, {{"relation", "relative"}, {"persons", "Lê Văn Ươc"}}));
    const auto agenda = [&] {
        return ok(member.get(at("meetings", world.meeting))).at("agenda").size();
    };
    BOOST_TEST(agenda() == 3);
    auto secretary = world.office.as("thuky2");
    const auto doubt = ok(secretary.get(path)).at("doubts").at(0);
    BOOST_TEST(doubt.at("nominee_name") == "Lê Văn Ước");
    json said = {
        {"member", doubt.at("member")}, {"nomination", doubt.at("nomination")}, {"meant", false}};
    ok(secretary.post(path + "/settle", said));
    BOOST_TEST(agenda() == 4);
    said["meant"] = true;
    ok(secretary.post(path + "/settle", said));
    BOOST_TEST(agenda() == 3);
    said["nomination"] = 9999;
    BOOST_TEST(secretary.post(path + "/settle", said).status == 404);
    BOOST_TEST(member.post(path, {{"none", true}}).status == 200);
    BOOST_TEST(agenda() == 3);
}

BOOST_AUTO_TEST_CASE(what_is_submitted_after_a_declaration_is_held_against_it) {
    Council world;
    world.call();
    ok(world.office.as("uv2").post(at("meetings", world.meeting) + "/conflicts",
                                   {{"relation", "relative"}, {"persons", "Hồ Thị Kỷ"}}));
    const auto later = appraised(world.office, "bmt", {{"Hồ Thị Kỷ"}, {"Lê Lai"}});
    ok(world.office.as("thuky2").post(at("meetings", world.meeting) + "/agenda",
                                      {{"nominations", later}}));
    const auto agenda = ok(world.office.as("uv2").get(at("meetings", world.meeting))).at("agenda");
    BOOST_TEST_REQUIRE(agenda.size() == 1);
    BOOST_TEST(agenda[0].at("nominee_name") == "Lê Lai");
    BOOST_TEST(world.office.as("uv2").get(at("nominations", later[0])).status == 404);
    BOOST_TEST(world.office.as("uv2").get(at("nominations", later[1])).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
