// The same before anything stands before a council: from the draft on until it is found fit, and
// when it is sent back or suspended, whoever is in conflict with a nomination is told nothing of
// it.
#include <boost/test/unit_test.hpp>

#include "server/steps/telling.h"
#include "tests/support/worlds.h"

using namespace tdkt::test;

namespace {

// One more dossier of the unit in conflict, a draft in both worlds.
struct Taken {
    World& world;
    Id dossier = 0;
    Ids sheets = {};

    std::string path() const { return at("dossiers", dossier); }
    void step(const char* who, const char* event, const char* reason = "") {
        tdkt::test::step(world.office, who, path(), event, reason);
    }
};

const std::pair<const char*, void (*)(Taken&)> steps[] = {
    {"submitted", [](Taken& t) { t.step("eakar.gd", "submit"); }},
    {"received", [](Taken& t) { t.step("tchc", "receive"); }},
    {"assigned",
     [](Taken& t) {
         t.sheets = assign(t.world.office, t.dossier, {"qlt", "uv1"});
     }},
    {"handed in", [](Taken& t) { hand_in(t.world.office, "qlt", t.sheets[0], 5); }},
    {"returned for correction",
     [](Taken& t) {
         ok(t.world.office.as("tchc").post(at("appraisals", t.sheets[0]) + "/events",
                                           {{"event", "return_sheet"}, {"reason", "Xem lại."}}));
     }},
    {"suspended", [](Taken& t) { t.step("tchc", "suspend", "Có đơn thư."); }},
    {"resumed", [](Taken& t) { t.step("tchc", "resume", "Đơn thư đã giải quyết."); }},
    {"sent back", [](Taken& t) { t.step("tchc", "send_back", "Thiếu số liệu."); }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hidden_appraisal_test)

BOOST_AUTO_TEST_CASE(who_is_in_conflict_is_told_the_same_whether_it_is_submitted_or_not) {
    World with(false), without(false);
    Taken taken{with};
    // Called, scheduled, and declared for.
    for (const auto& turn : turns().first(3)) {
        turn.take(with);
        turn.take(without);
    }
    for (auto* world : {&with, &without})
        taken.dossier = draft(world->office, "eakar", {{"BHXH cơ sở Ea Kar", "collective"}});
    bool others_see = false;
    for (const auto& [name, take] : steps) {
        take(taken);
        with.office.work();
        for (const auto& reader : in_conflict()) {
            if (reader.starts_with("eakar")) continue;  // whose own draft it is
            const auto found = difference(with, without, reader, false);
            BOOST_TEST(found.empty(), name << ", " << reader << ": " << found);
        }
        others_see = others_see || !difference(with, without, unconcerned, false).empty();
    }
    BOOST_TEST(others_see, "the comparison finds nothing where there is something");

    // That a message did not get through is told to another administrator.
    with.office.server().app().database.change(
        [&](tdkt::sql::Change& change) { tdkt::server::tell_of_dead(change, 1, 1); });
    const std::string told =
        "select count(*) from notice n join account a on a.id = n.account_id"
        " where n.link = '/outbox?state=dead' and a.username = ";
    BOOST_TEST(with.office.count(told + "'quantri'") == 1);
    BOOST_TEST(with.office.count(told + "'quantri2'") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
