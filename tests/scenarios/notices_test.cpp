// Who is told of a step, once, whatever becomes of the worker that tells them.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/jobs/effects.h"
#include "sql/jobs.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;

namespace {

// The job that tells the office of a submission, as a worker takes it at `now`.
sql::Job taken(Office& office, std::int64_t now) {
    for (;;) {
        const auto job = sql::take_job(office.server().app().database, now);
        BOOST_REQUIRE(job.has_value());
        if (job->effect == "notify_office") return *job;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notices_test)

BOOST_DATA_TEST_CASE(a_worker_that_was_thought_dead_tells_nobody_twice, engines(), engine) {
    Office office(engine);
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}});
    ok(office.as("bmt.gd").post("/dossiers/" + std::to_string(dossier) + "/events",
                                {{"event", "submit"}}));
    auto& app = office.server().app();
    const auto tell = server::effects(app).at("notify_office");
    const auto slow = taken(office, app.now());
    const auto next = taken(office, app.now() + std::int64_t{301'000});
    BOOST_TEST(slow.id == next.id);
    tell(next);
    tell(slow);
    BOOST_TEST(office.count("select count(*) from notice") > 0);
    BOOST_TEST(office.count("select count(*) from notice") ==
               office.count("select count(distinct account_id) from notice"));
}

// The Director may be faster than the worker that is to tell of what waits for them.
BOOST_DATA_TEST_CASE(what_was_overtaken_is_told_to_nobody_and_fails_nowhere, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    pass_council(office, "2025-11-03", items);
    const auto path = at("decisions", draft_decision(office, items));
    office.work();
    const auto events = path + "/events";
    ok(office.as("tchc").post(events, {{"event", "present"}}));
    ok(office.as("giamdoc").post(events,
                                 {{"event", "reconsider"}, {"reason", "Xem lại số liệu."}}));
    office.work();
    BOOST_TEST(office.count("select count(*) from job where done_at is null and attempts > 0") ==
               0);
    BOOST_TEST(office.count("select count(*) from notice where link = '/decisions/0'"
                            " or link = '/meetings/0'") == 0);
    BOOST_TEST(office.count("select count(*) from notice where text like '%xem xét lại%'") > 0);
}

BOOST_AUTO_TEST_CASE(what_leaves_its_decision_by_a_step_is_told_of_whole) {
    Office office;
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Thị Ánh"}});
    pass_council(office, "2025-11-03", items);
    const auto path = at("decisions", draft_decision(office, items));
    step(office, "tchc", path, "present");
    step(office, "giamdoc", path, "reconsider", "Xem lại số liệu.");
    BOOST_TEST(office.count("select count(*) from notice where text like '%xem xét lại%'"
                            " and text like '%Trần Quốc Đạt%'") > 0);
    BOOST_TEST(office.count("select count(*) from notice where text like '%xem xét lại%'"
                            " and text not like '%Lê Thị Ánh%' and text not like '%2 %'") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
