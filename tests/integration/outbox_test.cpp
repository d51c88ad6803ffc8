// What is told to the outside is kept with what it tells of, goes in order, and is never lost.
#include "sql/outbox.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "server/outbox/outbox.h"
#include "server/outbox/undelivered.h"
#include "sql/account_events.h"
#include "sql/notices.h"
#include "sql/receivers.h"
#include "tests/support/server.h"
#include "tests/support/store_office.h"

using namespace tdkt;
using namespace tdkt::workflow;
using server::Trouble;
using server::Undelivered;
using sql::Message;

namespace {

// Of whom nothing is said anywhere, so that nothing is hidden from them.
workflow::Actor nobody(Id organ) {
    return {-1, "", "", {}, organ, -1, ""};
}

// What the receiver of all these tests is told, and how it behaves.
struct Receiver {
    std::vector<std::string> keys;
    std::vector<Id> sources;
    std::function<void(const Message&)> manner = [](const Message&) {};
};
Receiver* receiver = nullptr;

void deliver(server::App&, const Message& message) {
    receiver->keys.push_back(message.key());
    receiver->sources.push_back(message.source);
    receiver->manner(message);
}

bool always(const server::Settings&) {
    return true;
}

constexpr server::Way ways[] = {{Channel::mail, always, deliver}};

struct Scene {
    test::Server server;
    Receiver told;
    Id administrator = server.add_person("quan.tri", Role::administrator);
    Id ha = server.add_person("ha", Role::unit_head);
    Id lan = server.add_person("lan", Role::unit_head);
    server::Outbox outbox{server.app(), ways};

    explicit Scene(const std::string& engine) : server({}, engine) {
        receiver = &told;
        for (const auto id : {ha, lan})
            change([&](sql::Change& change) { sql::save_mail(change, id, "a@noi.vn", true); });
    }
    template <class Work>
    void change(Work work) {
        server.app().database.change(work);
    }
    std::int64_t now() { return server.app().now(); }
    void tell(Id account, Id dossier) {
        change([&](sql::Change& change) {
            const auto notice = sql::add_notice(change, account, "Có việc.", "/", now());
            sql::put_mail(change, notice, account, dossier, now());
        });
    }
    std::vector<sql::MessageLine> all(const std::string& state = "") {
        return server.app().database.read([&](auto& db) {
            return sql::messages(db, sql::Horizon(db, nobody(1)), {"", state, 0, 100});
        });
    }
    std::int64_t notices(Id account) {
        return server.app().database.read([&](auto& db) { return sql::count_unread(db, account); });
    }
    void until_dead() {
        for (int i = 0; i < 20; ++i, server.pass(30 * an_hour)) outbox.run_due();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_test)

BOOST_DATA_TEST_CASE(what_is_due_is_delivered_once_in_its_order, test::engines(), engine) {
    Scene scene(engine);
    for (const Id dossier : {7, 7, 8}) scene.tell(scene.ha, dossier);
    BOOST_TEST(scene.outbox.run_due() == 3);
    BOOST_TEST(scene.outbox.run_due() == 0);
    BOOST_TEST((std::is_sorted(scene.told.sources.begin(), scene.told.sources.end())));
    BOOST_TEST(scene.all("delivered").size() == 3u);
    BOOST_TEST(std::set<std::string>(scene.told.keys.begin(), scene.told.keys.end()).size() == 3u);
}

BOOST_DATA_TEST_CASE(a_change_that_fails_tells_nobody, test::engines(), engine) {
    Scene scene(engine);
    BOOST_CHECK_THROW(scene.change([&](sql::Change& change) {
        const auto notice = sql::add_notice(change, scene.ha, "Có việc.", "/", scene.now());
        sql::put_mail(change, notice, scene.ha, 7, scene.now());
        throw Problem::stale();
    }),
                      Problem);
    BOOST_TEST(scene.all().empty());
}

BOOST_DATA_TEST_CASE(mail_goes_to_those_who_want_it_and_may_work, test::engines(), engine) {
    Scene scene(engine);
    scene.change(
        [&](sql::Change& change) { sql::save_mail(change, scene.lan, "a@noi.vn", false); });
    scene.tell(scene.lan, 7);
    scene.change([&](sql::Change& change) { sql::save_mail(change, scene.lan, "", true); });
    scene.tell(scene.lan, 7);
    scene.change([&](sql::Change& change) {
        sql::save_mail(change, scene.lan, "a@noi.vn", true);
        auto account = sql::load_account(change.db(), scene.lan);
        account.active = false;
        sql::save_account(change, account);
    });
    scene.tell(scene.lan, 7);
    BOOST_TEST(scene.all().empty());
    BOOST_TEST(scene.notices(scene.lan) == 3);
}

BOOST_DATA_TEST_CASE(a_later_message_of_a_dossier_waits_for_the_earlier_one, test::engines(),
                     engine) {
    Scene scene(engine);
    for (const Id dossier : {7, 7, 8, 0, 0}) scene.tell(scene.ha, dossier);
    scene.tell(scene.lan, 7);
    bool first = true;
    scene.told.manner = [&](const Message&) {
        if (std::exchange(first, false)) throw Undelivered(Trouble::message, "Chưa được.");
    };
    BOOST_TEST(scene.outbox.run_due() == 5);  // all but the second
    BOOST_TEST_REQUIRE(scene.all("waiting").size() == 2u);
    BOOST_TEST(scene.all("waiting").back().message.error == "Chưa được.");
    scene.server.pass(a_minute);
    BOOST_TEST(scene.outbox.run_due() == 2);
    BOOST_TEST(scene.told.sources.at(5) < scene.told.sources.at(6));
    BOOST_TEST(scene.told.keys.at(0) == scene.told.keys.at(5));
}

BOOST_DATA_TEST_CASE(a_message_is_tried_with_longer_pauses_until_it_is_dead, test::engines(),
                     engine) {
    Scene scene(engine);
    scene.told.manner = [](const Message&) { throw Undelivered(Trouble::message, "Chưa được."); };
    scene.tell(scene.ha, 7);
    scene.tell(scene.ha, 7);
    scene.until_dead();
    BOOST_TEST(scene.told.keys.size() == pauses.size() + 1);
    BOOST_TEST(std::set<std::string>(scene.told.keys.begin(), scene.told.keys.end()).size() == 1u);
    BOOST_TEST(scene.all("dead").size() == 1u);
    BOOST_TEST(scene.notices(scene.administrator) == 1);
    // The one behind it stays behind it, until a person lets it go.
    BOOST_TEST(scene.all("waiting").size() == 1u);
    const auto dead = scene.all("dead").front().id;
    scene.told.manner = [](const Message&) {};
    scene.change([&](sql::Change& change) { sql::give_up_message(change, 1, dead, scene.now()); });
    BOOST_TEST(scene.outbox.run_due() == 1);
    BOOST_TEST(scene.all("delivered").size() == 1u);
    // And again, when somebody sends it after all.
    scene.change([&](sql::Change& change) { sql::resend_message(change, 1, dead, scene.now()); });
    BOOST_TEST(scene.outbox.run_due() == 1);
    BOOST_TEST(scene.all("delivered").size() == 2u);
    BOOST_TEST(scene.told.keys.back() == scene.told.keys.front());
}

BOOST_DATA_TEST_CASE(what_is_refused_for_good_is_dead_at_once, test::engines(), engine) {
    Scene scene(engine);
    scene.told.manner = [](const Message&) { throw Undelivered(Trouble::refused, "Không nhận."); };
    for (const Id dossier : {7, 8}) scene.tell(scene.ha, dossier);
    BOOST_TEST(scene.outbox.run_due() == 2);
    BOOST_TEST(scene.all("dead").size() == 2u);
    BOOST_TEST(scene.notices(scene.administrator) == 1);
    scene.told.manner = [](const Message&) { throw Undelivered(Trouble::unwanted, "Thôi nhận."); };
    scene.tell(scene.lan, 9);
    scene.outbox.run_due();
    BOOST_TEST(scene.all("given_up").size() == 1u);
}

// One try finds out that a server is down; the others wait and lose none of their tries.
BOOST_DATA_TEST_CASE(a_receiver_that_is_away_is_asked_once, test::engines(), engine) {
    Scene scene(engine);
    scene.told.manner = [](const Message&) { throw Undelivered(Trouble::receiver, "Đi vắng."); };
    for (Id dossier = 1; dossier <= 20; ++dossier) scene.tell(scene.ha, dossier);
    BOOST_TEST(scene.outbox.run_due() == 1);
    scene.told.manner = [](const Message&) {};
    scene.server.pass(a_minute);
    BOOST_TEST(scene.outbox.run_due() == 20);
    for (const auto& line : scene.all("delivered")) BOOST_TEST(line.message.attempts <= 2);
}

// A receiver that cannot digest one of them and says that it is away whenever that comes.
BOOST_DATA_TEST_CASE(one_that_is_never_taken_does_not_keep_the_others_waiting, test::engines(),
                     engine) {
    Scene scene(engine);
    scene.told.manner = [](const Message& message) {
        if (message.dossier == 1) throw Undelivered(Trouble::receiver, "Đi vắng.");
    };
    for (Id dossier = 1; dossier <= 5; ++dossier) scene.tell(scene.ha, dossier);
    BOOST_TEST(scene.outbox.run_due() == 1);
    scene.server.pass(a_minute);
    scene.outbox.run_due();
    BOOST_TEST(scene.all("delivered").size() == 4u);
}

BOOST_DATA_TEST_CASE(a_clock_that_was_set_back_makes_no_message_wait_for_it, test::engines(),
                     engine) {
    constexpr std::int64_t a_month = 30 * std::int64_t{24} * 60 * a_minute;
    Scene scene(engine);
    scene.server.pass(a_month);
    scene.tell(scene.ha, 1);
    scene.server.pass(-a_month);
    BOOST_TEST(scene.outbox.run_due() == 1);
    BOOST_TEST(scene.all("delivered").size() == 1u);
}

// Killed between the delivery and the note of it: the same comes again, under the same key.
BOOST_DATA_TEST_CASE(a_message_whose_worker_died_comes_again_with_its_key, test::engines(),
                     engine) {
    Scene scene(engine);
    scene.tell(scene.ha, 7);
    auto& database = scene.server.app().database;
    const auto lost = sql::take_message(database, Channel::mail, scene.now());
    BOOST_TEST_REQUIRE(lost.has_value());
    deliver(scene.server.app(), *lost);
    BOOST_TEST(!sql::take_message(database, Channel::mail, scene.now()));
    BOOST_TEST(scene.outbox.run_due() == 0);
    scene.server.pass(5 * a_minute);
    BOOST_TEST(scene.outbox.run_due() == 1);
    BOOST_TEST(scene.told.keys.at(0) == scene.told.keys.at(1));
    // The first was only slow: what it says now changes nothing.
    scene.change([&](sql::Change& change) {
        BOOST_TEST(!sql::close_message(change, *lost, Delivery::dead, "Muộn.", scene.now()));
        BOOST_TEST(!sql::put_off(change, *lost, "Muộn.", scene.now()));
    });
    BOOST_TEST(scene.all("delivered").size() == 1u);
}

BOOST_DATA_TEST_CASE(of_four_workers_one_takes_each_message, test::engines(), engine) {
    Scene scene(engine);
    for (Id dossier = 1; dossier <= 20; ++dossier) scene.tell(scene.ha, dossier);
    std::mutex mutex;
    std::multiset<Id> taken;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 4; ++i)
            workers.emplace_back([&] {
                for (int idle = 0; idle < 20;) {
                    std::optional<Message> message;
                    try {
                        message = sql::take_message(scene.server.app().database, Channel::mail,
                                                    scene.now());
                    } catch (const Problem&) {
                    }
                    if (!message) {
                        ++idle;
                        continue;
                    }
                    const std::scoped_lock lock(mutex);
                    taken.insert(message->id);
                }
            });
    }
    BOOST_TEST(taken.size() == 20u);
    BOOST_TEST(std::set<Id>(taken.begin(), taken.end()).size() == 20u);
}

BOOST_DATA_TEST_CASE(a_person_touches_nothing_that_is_done_or_under_way, test::engines(), engine) {
    Scene scene(engine);
    scene.tell(scene.ha, 7);
    const auto id = scene.all().front().id;
    const auto refused = [&](auto act, Id organ) {
        try {
            scene.change([&](sql::Change& change) { act(change, organ, id, scene.now()); });
            return Kind::malformed;
        } catch (const Problem& problem) {
            return problem.kind();
        }
    };
    BOOST_TEST((refused(sql::resend_message, 2) == Kind::missing));
    BOOST_TEST(
        sql::take_message(scene.server.app().database, Channel::mail, scene.now()).has_value());
    BOOST_TEST((refused(sql::give_up_message, 1) == Kind::conflict));
    scene.change(sql::free_messages);
    BOOST_TEST(scene.outbox.run_due() == 1);
    BOOST_TEST((refused(sql::resend_message, 1) == Kind::conflict));
    BOOST_TEST((refused(sql::give_up_message, 1) == Kind::conflict));
}

BOOST_DATA_TEST_CASE(old_messages_go_and_what_is_dead_stays, test::engines(), engine) {
    Scene scene(engine);
    scene.tell(scene.ha, 1);
    scene.outbox.run_due();
    scene.told.manner = [](const Message&) { throw Undelivered(Trouble::refused, "Không nhận."); };
    scene.tell(scene.ha, 2);
    scene.outbox.run_due();
    scene.change([&](sql::Change& change) {
        BOOST_TEST(sql::forget_messages(change, scene.now()) == 0);
        BOOST_TEST(sql::has_old_messages(change.db(), scene.now() + 1));
        BOOST_TEST(sql::forget_messages(change, scene.now() + 1) == 1);
    });
    BOOST_TEST_REQUIRE(scene.all().size() == 1u);
    BOOST_TEST((scene.all().front().message.state == Delivery::dead));
}

BOOST_DATA_TEST_CASE(the_metrics_tell_how_much_waits_since_when, test::engines(), engine) {
    Scene scene(engine);
    scene.tell(scene.ha, 7);
    scene.server.pass(90'000);
    const auto has = [&](const std::string& line) {
        return scene.server.app().metrics.text().find(line + "\n") != std::string::npos;
    };
    BOOST_TEST(has("tdkt_outbox_waiting 1"));
    BOOST_TEST(has("tdkt_outbox_oldest_seconds 90"));
    BOOST_TEST(has("tdkt_outbox_dead 0"));
    scene.outbox.run_due();
    BOOST_TEST(has("tdkt_outbox_oldest_seconds 0"));
}

BOOST_DATA_TEST_CASE(the_thread_delivers_and_stops, test::engines(), engine) {
    Scene scene(engine);
    scene.tell(scene.ha, 7);
    std::promise<void> first;
    scene.told.manner = [&](const Message&) { first.set_value(); };
    scene.outbox.start();
    first.get_future().get();
    scene.outbox.stop();
    scene.outbox.stop();
    BOOST_TEST(scene.all("delivered").size() == 1u);
}

BOOST_DATA_TEST_CASE(programs_are_told_of_the_steps_they_asked_for, test::engines(), engine) {
    test::StoreOffice office(engine);
    const auto hook = office.database().change([&](sql::Change& change) {
        return sql::add_webhook(change,
                                {0, office.organ, "https://a.vn/", {"submit", "issue"}, "s", 1});
    });
    const auto dossier = office.draft(office.ha, {"Trần Quốc Đạt", "Lê Văn Ước"});
    const auto put = [&](Event event) {
        office.database().change([&](sql::Change& change) {
            sql::put_webhooks(change, office.organ, {dossier}, event, office.now);
        });
        return office.count("select count(*) from message");
    };
    office.on_dossier(dossier, Event::submit, office.ha);
    BOOST_TEST(put(Event::submit) == 2);
    BOOST_TEST(put(Event::submit) == 2);  // nobody is told twice
    office.on_dossier(dossier, Event::receive, office.minh);
    BOOST_TEST(put(Event::receive) == 2);
    const auto lines = office.database().read([&](auto& db) {
        return sql::messages(db, sql::Horizon(db, nobody(office.organ)), {"webhook", "", 0, 10});
    });
    BOOST_TEST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(lines[0].target_name == "https://a.vn/");
    BOOST_TEST(lines[0].event == "submit");
    BOOST_TEST(lines[0].message.dossier == dossier);
    office.database().change([&](sql::Change& change) {
        sql::show_webhook_secret(change, office.organ, hook, 5);
        BOOST_CHECK_THROW(sql::show_webhook_secret(change, office.organ, hook, 6), Problem);
        BOOST_CHECK_THROW(sql::close_webhook(change, office.organ + 1, hook, 7), Problem);
        sql::close_webhook(change, office.organ, hook, 7);
        BOOST_TEST(sql::open_webhooks(change.db(), office.organ).empty());
    });
}

BOOST_DATA_TEST_CASE(an_issued_decision_goes_to_the_organs_it_concerns, test::engines(), engine) {
    test::StoreOffice office(engine);
    const auto decision = office.to_issued(office.draft(office.ha, {"Trần Quốc Đạt"}));
    const auto document = office.count("select max(id) from document where issued_file <> ''");
    const auto put = [&] {
        office.database().change(
            [&](sql::Change& change) { sql::put_edxml(change, decision, document, office.now); });
        return office.count("select count(*) from message where channel = 'edxml'");
    };
    const auto add = [&](Id unit, bool sender, const char* code) {
        return office.database().change([&](sql::Change& change) {
            return sql::add_edxml_organ(change, {0, office.organ, unit, sender, code, "Cơ quan"});
        });
    };
    add(0, false, "G24");
    const auto near = add(office.unit, false, "G24.34.1");
    add(office.other_unit, false, "G24.34.2");
    BOOST_TEST(put() == 0);  // it has no code of its own
    add(0, true, "G24.34");
    BOOST_CHECK_THROW(add(0, true, "G24.35"), Problem);
    BOOST_CHECK_THROW(add(0, false, "G24"), Problem);
    BOOST_TEST(put() == 2);
    BOOST_TEST(office.count("select count(*) from message where target_id = " +
                            std::to_string(near)) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
