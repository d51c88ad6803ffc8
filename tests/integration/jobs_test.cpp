#include "server/jobs/jobs.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <future>
#include <set>

#include "sql/notices.h"
#include "tests/support/database.h"

using namespace tdkt;
using server::Jobs;

namespace {

constexpr workflow::Id slow = 77;
constexpr std::int64_t noon = 1'762'240'000'000, second = 1000, minute = 60 * second;

// A runner whose time stands still until it is set.
struct Office : test::FreshDatabase {
    std::atomic<std::int64_t> now = noon;
    std::vector<workflow::Id> done;
    std::vector<std::string> accidents;
    bool broken = false;
    std::promise<workflow::Id> first;
    std::promise<void> begun, go_on;  // of the subject that takes its time
    Jobs jobs;

    explicit Office(const std::string& engine)
        : FreshDatabase(engine),
          jobs({database(),
                [this] { return now.load(); },
                {{"write_receipt", [this](const sql::Job& job) { carry_out(job); }}},
                [this](const sql::Job&, const std::exception& error) {
                    accidents.emplace_back(error.what());
                    return std::string("nhật ký số 7");
                }}) {}

    void carry_out(const sql::Job& job) {
        if (broken) throw std::runtime_error("the printer is on fire");
        if (job.subject_id == slow) {
            begun.set_value();
            go_on.get_future().wait();
        }
        done.push_back(job.subject_id);
        if (done.size() == 1) first.set_value(job.subject_id);
    }
    void add(workflow::Id subject, const std::string& effect = "write_receipt") {
        database().change(
            [&](sql::Change& change) { sql::add_job(change, effect, "dossier", subject, now); });
    }
    std::vector<sql::Job> open() {
        return database().read([](auto& db) { return sql::open_jobs(db); });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_test)

BOOST_DATA_TEST_CASE(jobs_are_done_once_in_their_order, test::engines(), engine) {
    Office office(engine);
    for (const int subject : {11, 12, 13}) office.add(subject);
    BOOST_TEST(office.jobs.run_due() == 3);
    const std::vector<workflow::Id> expected = {11, 12, 13};
    BOOST_TEST(office.done == expected, boost::test_tools::per_element());
    BOOST_TEST(office.jobs.run_due() == 0);
    BOOST_TEST(office.open().empty());
    BOOST_TEST(office.accidents.empty());
}

BOOST_DATA_TEST_CASE(a_job_of_a_change_that_failed_does_not_exist, test::engines(), engine) {
    Office office(engine);
    BOOST_CHECK_THROW(office.database().change([&](sql::Change& change) {
        sql::add_job(change, "write_receipt", "dossier", 11, noon);
        throw workflow::Problem::stale();
    }),
                      workflow::Problem);
    BOOST_TEST(office.jobs.run_due() == 0);
}

BOOST_DATA_TEST_CASE(a_job_that_fails_is_put_off_and_tried_again, test::engines(), engine) {
    Office office(engine);
    office.broken = true;
    office.add(11);
    BOOST_TEST(office.jobs.run_due() == 1);
    BOOST_TEST(office.jobs.run_due() == 0);
    BOOST_TEST_REQUIRE(office.open().size() == 1u);
    BOOST_TEST(office.open()[0].error == "nhật ký số 7");
    BOOST_TEST(office.open()[0].run_at == noon + 10 * second);
    BOOST_TEST(office.accidents.at(0) == "the printer is on fire");

    office.broken = false;
    office.now += 10 * second;
    BOOST_TEST(office.jobs.run_due() == 1);
    BOOST_TEST(office.done.size() == 1u);
    BOOST_TEST(office.open().empty());
}

BOOST_DATA_TEST_CASE(after_ten_attempts_a_job_stays_for_the_operator, test::engines(), engine) {
    Office office(engine);
    office.broken = true;
    office.add(11);
    int tried = 0;
    for (int i = 0; i < 15; ++i, office.now += 60 * minute) tried += office.jobs.run_due();
    BOOST_TEST(tried == sql::most_attempts);
    BOOST_TEST_REQUIRE(office.open().size() == 1u);
    BOOST_TEST(office.open()[0].dead());

    office.broken = false;
    const auto id = office.open()[0].id;
    office.database().change([&](auto& change) { sql::revive_job(change, id, office.now); });
    BOOST_TEST(office.jobs.run_due() == 1);
    BOOST_TEST(office.open().empty());
    BOOST_CHECK_THROW(
        office.database().change([&](auto& change) { sql::revive_job(change, id, office.now); }),
        workflow::Problem);
}

BOOST_DATA_TEST_CASE(an_effect_that_nobody_knows_is_an_accident, test::engines(), engine) {
    Office office(engine);
    office.add(11, "fly");
    BOOST_TEST(office.jobs.run_due() == 1);
    BOOST_TEST(office.accidents.at(0) == "no function for the effect fly");
    BOOST_TEST(office.open().size() == 1u);
}

BOOST_DATA_TEST_CASE(a_job_whose_worker_died_comes_free_again, test::engines(), engine) {
    Office office(engine);
    office.add(11);
    const auto lost = sql::take_job(office.database(), noon);
    BOOST_TEST_REQUIRE(lost.has_value());
    BOOST_TEST(office.jobs.run_due() == 0);
    office.now += 5 * minute;
    BOOST_TEST(office.jobs.run_due() == 1);

    // The first worker was only slow: what it says now changes nothing.
    office.database().change(
        [&](sql::Change& change) { sql::fail_job(change, *lost, "too late", office.now); });
    BOOST_TEST(office.open().empty());
}

BOOST_DATA_TEST_CASE(jobs_of_a_server_that_died_go_on_when_it_starts, test::engines(), engine) {
    Office office(engine);
    office.add(11);
    BOOST_TEST_REQUIRE(sql::take_job(office.database(), noon).has_value());
    office.database().change(sql::free_jobs);
    BOOST_TEST(office.jobs.run_due() == 1);
    BOOST_TEST(office.open().empty());
}

BOOST_DATA_TEST_CASE(a_clock_that_is_set_back_holds_no_job_up, test::engines(), engine) {
    constexpr std::int64_t day = 24 * 60 * minute;
    Office office(engine);
    office.add(11);                                      // put
    office.add(12);                                      // taken
    office.database().change([&](sql::Change& change) {  // to wait
        sql::add_job(change, "write_receipt", "dossier", 13, noon, noon + 60 * minute);
        sql::add_job(change, "write_receipt", "dossier", 14, noon, noon + 30 * day);
    });
    BOOST_TEST_REQUIRE(sql::take_job(office.database(), noon).has_value());
    office.now -= 3 * day;
    BOOST_TEST(office.jobs.run_due() == 3);
    BOOST_TEST(office.done.size() == 3U);
    BOOST_TEST_REQUIRE(office.open().size() == 1U);
    BOOST_TEST(office.open().front().subject_id == 14);

    office.now = noon + day;
    office.add(15);
    office.broken = true;
    BOOST_TEST(office.jobs.run_due() == 1);  // put off
    office.broken = false;
    office.now = noon;
    BOOST_TEST(office.jobs.run_due() == 1);
}

BOOST_DATA_TEST_CASE(of_eight_workers_one_takes_each_job, test::engines(), engine) {
    Office office(engine);
    for (int subject = 1; subject <= 40; ++subject) office.add(subject);
    std::mutex mutex;
    std::multiset<workflow::Id> taken;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 8; ++i)
            workers.emplace_back([&] {
                for (int idle = 0; idle < 20;) {
                    std::optional<sql::Job> job;
                    try {
                        job = sql::take_job(office.database(), noon);
                    } catch (const workflow::Problem&) {
                    }
                    if (!job) {
                        ++idle;
                        continue;
                    }
                    const std::scoped_lock lock(mutex);
                    taken.insert(job->subject_id);
                }
            });
    }
    BOOST_TEST(taken.size() == 40u);
    BOOST_TEST(std::set<workflow::Id>(taken.begin(), taken.end()).size() == 40u);
}

BOOST_DATA_TEST_CASE(the_thread_wakes_for_a_new_job_and_stops, test::engines(), engine) {
    Office office(engine);
    office.jobs.start();
    office.add(11);
    BOOST_TEST(office.first.get_future().get() == 11);
    office.jobs.stop();
    office.jobs.stop();
    office.add(12);
    BOOST_TEST(office.jobs.run_due() == 1);
}

BOOST_DATA_TEST_CASE(a_long_error_is_cut_between_two_letters, test::engines(), engine) {
    Office office(engine);
    office.add(11);
    const auto job = sql::take_job(office.database(), noon);
    std::string error(499, 'x');
    error += "ễ ễ ễ";
    office.database().change([&](auto& change) { sql::fail_job(change, *job, error, noon); });
    BOOST_TEST(office.open().at(0).error == std::string(499, 'x'));
}

BOOST_DATA_TEST_CASE(notices_are_for_one_person_until_read, test::engines(), engine) {
    test::FreshDatabase fresh(engine);
    auto& database = fresh.database();
    database.change([](sql::Change& change) {
        sql::add_notice(change, 1, "Hồ sơ được trả lại.", "/dossiers/7", noon);
        sql::add_notice(change, 1, "Hồ sơ đã được tiếp nhận.", "/dossiers/8", noon + 1);
        sql::add_notice(change, 2, "Đến lượt bạn ký.", "/decisions/3", noon + 2);
    });
    const auto unread = [&] {
        return database.read([](auto& db) { return sql::unread_notices(db, 1); });
    };
    BOOST_TEST_REQUIRE(unread().size() == 2u);
    const auto newest = unread()[0];
    BOOST_TEST(newest.text == "Hồ sơ đã được tiếp nhận.");
    BOOST_TEST(newest.link == "/dossiers/8");
    BOOST_TEST(newest.at == noon + 1);

    database.change([&](auto& change) { sql::mark_read(change, 1, newest.id, noon + 5); });
    database.change([&](auto& change) { sql::mark_read(change, 1, newest.id, noon + 9); });
    BOOST_CHECK_THROW(
        database.change([&](auto& change) { sql::mark_read(change, 2, newest.id, noon); }),
        workflow::Problem);
    BOOST_TEST(database.read([](auto& db) { return sql::count_unread(db, 1); }) == 1);

    database.change([&](auto& change) { sql::mark_all_read(change, 1, noon + 10); });
    BOOST_TEST(unread().empty());
    const auto all = database.read([](auto& db) { return sql::notices(db, 1); });
    BOOST_TEST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[0].read_at == noon + 5);
    BOOST_TEST(all[1].read_at == noon + 10);
    const auto older = database.read([&](auto& db) { return sql::notices(db, 1, newest.id); });
    BOOST_TEST(older.size() == 1u);
    BOOST_TEST(database.read([](auto& db) { return sql::count_unread(db, 2); }) == 1);
}

BOOST_DATA_TEST_CASE(what_cannot_be_finished_is_given_back_at_once, test::engines(), engine) {
    Office office(engine);
    office.add(slow);
    office.jobs.start();
    office.begun.get_future().wait();
    BOOST_TEST(!office.jobs.stop(std::chrono::seconds(0)));

    const auto open = office.open();
    BOOST_TEST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open[0].taken_until == 0);
    BOOST_TEST(open[0].attempts == 0);
    office.now += second;
    BOOST_TEST_REQUIRE(sql::take_job(office.database(), office.now).has_value());

    // Who was too slow may end now; the job is another's.
    office.go_on.set_value();
    BOOST_TEST(office.jobs.stop());
    BOOST_TEST(office.open().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
