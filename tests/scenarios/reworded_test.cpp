// A decision that is sent back for its words: it is written again in better ones, once, and
// signed as it is written then.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/jobs/write_papers.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;

namespace {

const std::string before = "có hiệu lực kể từ ngày ký",
                  after = "có hiệu lực thi hành kể từ ngày ký";

struct Desk {
    Office office;
    Id decision = 0;
    std::string path;

    explicit Desk(const std::string& engine = any_engine()) : office(engine) {
        const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
        pass_council(office, "2025-11-03", items);
        decision = draft_decision(office, items);
        path = at("decisions", decision);
        step(office, "tchc", path, "present");
    }
    void reword() {
        std::string text(templates::resource(templates::paper_kind("decision").text));
        text.replace(text.find(before), before.size(), after);
        const auto today = workflow::iso(workflow::day_of(office.server().app().now()));
        ok(office.as("tchc").post(
            "/templates/decision",
            {{"text", text}, {"valid_from", today}, {"note", "Câu rõ hơn."}}));
    }
    int take(const std::string& username, const char* event) {
        return office.as(username).post(path + "/events", {{"event", event}}).status;
    }
    std::int64_t papers() {
        return office.count("select count(*) from document where kind = 'decision'");
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reworded_test)

BOOST_AUTO_TEST_CASE(a_decision_that_is_presented_again_is_written_in_the_new_words) {
    Desk desk;
    step(desk.office, "giamdoc", desk.path, "hand_back", "Sửa câu Điều 3.");
    desk.reword();
    step(desk.office, "tchc", desk.path, "present");
    BOOST_TEST(desk.papers() == 2);
    const auto newest = desk.office.count("select max(id) from document where kind = 'decision'");
    Client browser(desk.office.server().port());
    browser.sign_in("tchc", Server::password);
    const auto page = browser.get("/documents/" + std::to_string(newest) + "/page").body;
    BOOST_TEST(page.find(after) != std::string::npos);
    step(desk.office, "giamdoc", desk.path, "sign");
    BOOST_TEST(desk.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

// While a paper is being written, the one that is there is not to be signed.
BOOST_DATA_TEST_CASE(a_decision_is_signed_only_when_its_newest_paper_is_written, engines(),
                     engine) {
    Desk desk(engine);
    step(desk.office, "giamdoc", desk.path, "hand_back", "Sửa câu Điều 3.");
    desk.reword();
    BOOST_TEST(desk.take("tchc", "present") == 200);
    BOOST_TEST(desk.take("giamdoc", "sign") == 422);
    desk.office.work();
    BOOST_TEST(desk.take("giamdoc", "sign") == 200);
}

// A worker whose time is over may still be at it when another has done its work.
BOOST_DATA_TEST_CASE(a_job_that_is_done_writes_no_second_paper, engines(), engine) {
    Desk desk(engine);
    desk.reword();
    auto& app = desk.office.server().app();
    sql::Job job;
    job.effect = "write_decision";
    job.subject_id = desk.decision;
    job.id = desk.office.count("select max(id) from job where effect = 'write_decision'");
    job.taken_until =
        desk.office.count("select max(taken_until) from job where id = " + std::to_string(job.id));
    server::write_decision(app, job);
    BOOST_TEST(desk.papers() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
