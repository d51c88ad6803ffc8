// The clerk has the certificates of a decision made: stopped, gone on with, made once
// whatever happens, and taken away when their time is over.
#include "sql/certificates.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <thread>

#include "sql/jobs.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// A decision that is issued, of one collective and two persons.
struct Desk {
    Office office;
    Ids items;
    Id decision = 0;

    explicit Desk(const std::string& engine = any_engine()) : office(engine) {
        items = appraised(office, "bmt",
                          {{"Trần Quốc Đạt"}, {"Lê Thị Ánh"}, {"BHXH Ea Kar", "collective"}});
        pass_council(office, "2025-11-03", items);
        decision = signed_decision(office, items);
    }
    void issue() { step(office, "vanthu", at("decisions", decision), "issue"); }

    Reply ask(const std::string& username, const std::string& bundle = "pdf") {
        return office.as(username).post(at("decisions", decision) + "/certificates",
                                        {{"kind", "commendation"}, {"bundle", bundle}});
    }
    Id asked(const std::string& bundle = "pdf") { return ok(ask("vanthu", bundle)).at("id"); }
    json shown(Id batch) { return ok(office.as("vanthu").get(at("certificates", batch))); }
    std::string state(Id batch) { return shown(batch).at("state"); }
    Reply file(Id batch, const std::string& username = "vanthu") {
        return office.as(username).get(at("certificates", batch) + "/file");
    }
    Reply act(Id batch, const char* deed) {
        return office.as("vanthu").post(at("certificates", batch) + "/" + deed);
    }
    sql::Database& database() { return office.server().app().database; }
};

std::string first_error(const Reply& reply) {
    return reply.json().at("errors").at(0).at("message");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(certificates_test)

BOOST_DATA_TEST_CASE(the_certificates_of_a_decision_are_made_and_kept, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    for (const std::string bundle : {"pdf", "zip"}) {
        const auto batch = desk.asked(bundle);
        BOOST_TEST(desk.state(batch) == "waiting");
        BOOST_TEST(desk.file(batch).status == 404);
        desk.office.work();
        const auto shown = desk.shown(batch);
        BOOST_TEST(shown.at("state") == "made");
        BOOST_TEST(shown.at("progress_text") == "3/3 giấy");
        const auto told = desk.office.count("select count(*) from notice where link = '" +
                                            at("certificates", batch) + "'");
        BOOST_TEST(told == 1);
        const auto file = desk.file(batch, "tchc");
        BOOST_TEST(file.status == 200);
        BOOST_TEST(file.body.starts_with(bundle == "pdf" ? "%PDF-1.7" : "PK"));
        BOOST_TEST(file.header("content-type") == "application/" + bundle);
        BOOST_TEST(file.body.size() == std::stoul(file.header("content-length")));
    }
    BOOST_TEST(desk.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(before_it_is_issued_there_is_one_clear_answer) {
    Desk desk;
    const auto refused = desk.ask("vanthu");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.json().at("detail").get<std::string>().find("chưa được ban hành") !=
               std::string::npos);
    const auto page =
        ok(desk.office.as("vanthu").get(at("decisions", desk.decision) + "/certificates"));
    BOOST_TEST(page.at("can_make") == false);
    BOOST_TEST(desk.office.count("select count(*) from certificate_batch") == 0);
}

BOOST_AUTO_TEST_CASE(what_was_typed_wrong_is_told_beside_its_field) {
    Desk desk;
    desk.issue();
    const auto path = at("decisions", desk.decision) + "/certificates";
    auto clerk = desk.office.as("vanthu");
    for (const auto& [field, value] : std::vector<std::pair<std::string, json>>{
             {"kind", "medal"}, {"bundle", "rar"}, {"right", "1,55"}, {"down", "51"}}) {
        json body = {{"kind", "commendation"}, {"bundle", "pdf"}};
        body[field] = value;
        const auto refused = clerk.post(path, body);
        BOOST_TEST(refused.status == 422);
        BOOST_TEST(refused.json().at("errors").at(0).at("field") == field);
    }
}

BOOST_AUTO_TEST_CASE(letters_that_cannot_be_printed_are_named_before_anything_is_made) {
    Desk desk;
    desk.issue();
    desk.database().change([](sql::Change& change) {
        change.db() << "update document set data = replace(data, 'Lê Thị Ánh', 'Lê Thị "
                       "\U0001DF00') where kind = 'decision'";
    });
    const auto refused = desk.ask("vanthu");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(first_error(refused) == "Lê Thị \U0001DF00: \U0001DF00 (U+1DF00).");
}

// A name, a post or a unit may change after the decision; a certificate bears what the
// decision bears.
BOOST_AUTO_TEST_CASE(what_changed_since_does_not_reach_the_certificates) {
    Desk desk;
    desk.issue();
    const auto made = [&] {
        const auto batch = desk.asked();
        desk.office.work();
        return desk.shown(batch).at("sha256").get<std::string>();
    };
    const auto before = made();
    desk.database().change([](sql::Change& change) {
        change.db() << "update nomination set name = 'Ai Khác', post = 'Việc khác'";
        change.db() << "update unit set name = 'Đơn vị khác'";
        change.db() << "update account set name = 'Người Ký Khác'";
        change.db() << "update organ set name = 'Cơ quan khác'";
    });
    BOOST_TEST(made() == before);
}

BOOST_DATA_TEST_CASE(two_who_ask_at_once_get_the_same, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    std::vector<Reply> replies(6);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < replies.size(); ++i)
        threads.emplace_back([&, i, person = desk.office.as(i % 2 ? "vanthu" : "tchc")]() mutable {
            replies[i] = person.post(at("decisions", desk.decision) + "/certificates",
                                     {{"kind", "commendation"}, {"bundle", "zip"}});
        });
    for (auto& thread : threads) thread.join();
    for (const auto& reply : replies) {
        BOOST_TEST(reply.status == 201, reply.body);
        BOOST_TEST(reply.body == replies[0].body);
    }
    BOOST_TEST(desk.office.count("select count(*) from certificate_batch") == 1);
    // Another kind of file waits until this one is made, or stopped.
    BOOST_TEST(desk.ask("vanthu", "pdf").status == 409);
    desk.office.work();
    BOOST_TEST(desk.ask("vanthu", "pdf").status == 201);
}

BOOST_DATA_TEST_CASE(what_is_stopped_is_not_made_until_somebody_goes_on, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto batch = desk.asked();
    ok(desk.act(batch, "cancel"));
    BOOST_TEST(desk.act(batch, "cancel").status == 409);
    desk.office.work();
    BOOST_TEST(desk.state(batch) == "cancelled");
    BOOST_TEST(desk.file(batch).status == 404);
    const auto other = desk.asked("zip");
    BOOST_TEST(desk.act(batch, "resume").status == 409);
    desk.office.work();
    ok(desk.act(batch, "resume"));
    desk.office.work();
    BOOST_TEST(desk.state(batch) == "made");
    BOOST_TEST(desk.state(other) == "made");
    BOOST_TEST(desk.act(batch, "resume").status == 409);
    BOOST_TEST(desk.act(batch, "cancel").status == 409);
}

// They are made in the words that held when they were asked for.
BOOST_DATA_TEST_CASE(certificates_keep_the_words_they_were_asked_for_in, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto first = desk.asked();
    desk.office.work();
    const auto second = desk.asked();
    std::string text(templates::resource(templates::paper_kind("certificate").text));
    const std::string before = "{{kind}}</h1>";
    text.replace(text.find(before), before.size(), "{{kind}} danh dự</h1>");
    const auto today = workflow::iso(workflow::day_of(desk.office.server().app().now()));
    ok(desk.office.as("tchc").post(
        "/templates/certificate",
        {{"text", text}, {"valid_from", today}, {"note", "Thử."}, {"accept", true}}));
    desk.office.work();
    const auto third = desk.asked();
    desk.office.work();
    const auto sum = [&](Id batch) { return desk.shown(batch).at("sha256"); };
    BOOST_TEST(sum(first) == sum(second));
    BOOST_TEST(sum(first) != sum(third));
    BOOST_TEST(desk.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(work_that_failed_is_told_and_so_is_work_given_up, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto batch = desk.asked();
    const auto failed = [&](int attempts) {
        desk.database().change([&](sql::Change& change) {
            const auto later = desk.office.server().app().now() + 60'000;
            change.db() << "update job set attempts = :attempts, run_at = :later"
                           " where effect = 'make_certificates'",
                soci::use(attempts), soci::use(later);
        });
        return desk.shown(batch).at("retry_text").get<std::string>();
    };
    BOOST_TEST(failed(1).find("tự lập lại lúc") != std::string::npos);
    BOOST_TEST(failed(static_cast<int>(sql::most_attempts)).find("báo người quản trị") !=
               std::string::npos);
    ok(desk.act(batch, "cancel"));
    ok(desk.act(batch, "resume"));
    desk.office.work();
    BOOST_TEST(desk.state(batch) == "made");
}

// The worker is in the middle of its work when somebody stops it, and when another
// begins after a resume: it keeps nothing.
BOOST_DATA_TEST_CASE(a_worker_learns_that_it_was_stopped, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto id = desk.asked();
    const auto change = [&](auto work) { return desk.database().change(work); };
    const auto first = *change([&](sql::Change& c) { return sql::begin_batch(c, id); });
    BOOST_TEST(change([&](sql::Change& c) { return sql::note_progress(c, first, 1); }));
    BOOST_TEST(desk.shown(id).at("progress_text") == "1/3 giấy");
    BOOST_TEST(desk.state(id) == "under_way");
    ok(desk.act(id, "cancel"));
    BOOST_TEST(!change([&](sql::Change& c) { return sql::note_progress(c, first, 2); }));
    ok(desk.act(id, "resume"));
    const auto second = *change([&](sql::Change& c) { return sql::begin_batch(c, id); });
    BOOST_TEST(!change([&](sql::Change& c) { return sql::note_progress(c, first, 2); }));
    std::istringstream none;
    BOOST_TEST(!change([&](sql::Change& c) { return sql::finish_batch(c, first, none, 1); }));
    BOOST_TEST(change([&](sql::Change& c) { return sql::note_progress(c, second, 1); }));
    desk.office.work();
    BOOST_TEST(desk.state(id) == "made");
}

// As a server that starts after kill -9 finds it: the job taken, the work begun.
BOOST_DATA_TEST_CASE(what_a_killed_server_had_begun_is_made_once, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto id = desk.asked("zip");
    auto& app = desk.office.server().app();
    const auto job = sql::take_job(desk.database(), app.now());
    BOOST_TEST_REQUIRE(job.has_value());
    desk.database().change([&](sql::Change& change) {
        const auto batch = sql::begin_batch(change, id);
        sql::note_progress(change, *batch, 2);
    });
    desk.office.work();
    BOOST_TEST(desk.state(id) == "under_way");
    desk.database().change(sql::free_jobs);
    desk.office.work();
    BOOST_TEST(desk.state(id) == "made");
    BOOST_TEST(desk.office.count("select count(*) from certificate_piece where ordinal = 0") == 1);
    BOOST_TEST(desk.office.count("select count(*) from job where effect = 'forget_certificates'") ==
               1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_made_says_why_and_can_be_tried_again) {
    Desk desk;
    desk.issue();
    const auto id = desk.asked();
    const auto rename = [&](const char* from, const char* to) {
        const std::string before(from), after(to);
        desk.database().change([&](sql::Change& change) {
            change.db() << "update document set issued_file = :after where issued_file = :before",
                soci::use(after), soci::use(before);
        });
    };
    const auto file = desk.database().read([](auto& db) {
        std::string name;
        db << "select issued_file from document where kind = 'decision'", soci::into(name);
        return name;
    });
    rename(file.c_str(), "");
    desk.office.work();
    const auto shown = desk.shown(id);
    BOOST_TEST(shown.at("state") == "failed");
    BOOST_TEST(shown.at("error_text") == "Quyết định chưa được ban hành.");
    desk.database().change([&](sql::Change& change) {
        change.db() << "update document set issued_file = :file where kind = 'decision'",
            soci::use(file);
    });
    ok(desk.act(id, "resume"));
    desk.office.work();
    BOOST_TEST(desk.state(id) == "made");
}

BOOST_DATA_TEST_CASE(a_file_is_taken_away_after_thirty_days, engines(), engine) {
    Desk desk(engine);
    desk.issue();
    const auto id = desk.asked();
    desk.office.work();
    BOOST_TEST(desk.shown(id).at("kept_text") == "Lưu đến 03/12/2025");
    desk.office.at("2025-12-02");
    desk.office.work();
    BOOST_TEST(desk.file(id).status == 200);
    desk.office.at("2025-12-04");
    desk.office.work();
    BOOST_TEST(desk.state(id) == "forgotten");
    BOOST_TEST(desk.file(id).status == 404);
    BOOST_TEST(desk.office.count("select count(*) from certificate_piece") == 0);
    BOOST_TEST(desk.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_roll_of_honour_goes_on_from_decision_to_decision) {
    Desk desk;
    desk.issue();
    const auto more = appraised(desk.office, "eakar", {{"Y Blưm Niê"}});
    pass_council(desk.office, "2025-11-03", more);
    const auto second = signed_decision(desk.office, more);
    step(desk.office, "vanthu", at("decisions", second), "issue");
    const auto before = desk.database().read([&](auto& db) {
        return std::pair(sql::honoured_before(db, 1, 2025, 1),
                         sql::honoured_before(db, 1, 2025, 2));
    });
    BOOST_TEST(before.first == 0);
    BOOST_TEST(before.second == 3);
}

BOOST_AUTO_TEST_CASE(a_broken_file_is_found_by_the_audit) {
    Desk desk;
    desk.issue();
    const auto id = desk.asked();
    desk.office.work();
    desk.database().change([&](sql::Change& change) {
        change.db() << "update certificate_piece set bytes = 'x' where batch_id = :id",
            soci::use(id);
    });
    const auto breaks = desk.office.breaks();
    BOOST_TEST_REQUIRE(breaks.size() == 1U);
    BOOST_TEST(breaks[0] == "certificates " + std::to_string(id) + ": the file is another");
}

BOOST_AUTO_TEST_SUITE_END()
