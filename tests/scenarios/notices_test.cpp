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

BOOST_AUTO_TEST_SUITE_END()
