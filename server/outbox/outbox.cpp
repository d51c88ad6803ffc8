#include "server/outbox/outbox.h"

#include <sodium.h>

#include <array>
#include <chrono>

#include "server/outbox/deliver_mail.h"
#include "server/outbox/drop.h"
#include "server/outbox/undelivered.h"
#include "server/outbox/webhook.h"
#include "server/steps/telling.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::chrono::seconds between_looks{2};
constexpr std::int64_t kept_for = 90 * 24 * an_hour;

constexpr auto ways = std::to_array<Way>({
    {Channel::mail, mail_is_open, deliver_mail},
    {Channel::webhook, webhooks_are_open, deliver_webhook},
    {Channel::edxml, edxml_is_open, deliver_edxml},
});

struct Failure {
    Trouble trouble;
    std::string words;
};

// What nobody foresaw is logged under a number, and tried again.
Failure failure_of(App& app, const std::exception& error) {
    if (const auto* known = dynamic_cast<const Undelivered*>(&error))
        return {known->trouble(), known->what()};
    return {Trouble::message, "Lỗi của hệ thống; người vận hành xem nhật ký máy chủ, mã " +
                                  app.log.accident(error, "outbox") + "."};
}

}  // namespace

std::span<const Way> all_ways() {
    return ways;
}

Outbox::Outbox(App& app, std::span<const Way> given) : app_(app), ways_(given) {
    const auto counts = [&app] {
        return app.database.read([](auto& db) { return sql::count_messages(db); });
    };
    app.metrics.ask("tdkt_outbox_waiting", "Messages to the outside that wait.",
                    [counts] { return counts().waiting; });
    app.metrics.ask("tdkt_outbox_oldest_seconds", "Since when the oldest of them waits.",
                    [counts, &app] {
                        const auto oldest = counts().oldest_at;
                        return oldest == 0 ? 0 : (app.now() - oldest) / a_second;
                    });
    app.metrics.ask("tdkt_outbox_dead", "Messages that a person must look at.",
                    [counts] { return counts().dead; });
}

Outbox::~Outbox() {
    stop();
    join();
}

void Outbox::start() {
    if (!threads_.empty()) return;
    stopping_ = false;
    const std::scoped_lock lock(mutex_);
    for (const auto& way : ways_) {
        if (!way.is_open(app_.settings)) continue;
        ++at_work_;
        threads_.emplace_back([this, &way] { work(way); });
    }
}

bool Outbox::stop(std::chrono::seconds patience) {
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        ended_.notify_all();
        if (!ended_.wait_for(lock, patience, [this] { return at_work_ == 0; })) return false;
    }
    join();
    return true;
}

void Outbox::join() {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

void Outbox::work(const Way& way) {
    std::int64_t forget_at = 0;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        const bool more = run_one(way);
        if (!more && app_.now() >= forget_at) {
            forget_old();
            forget_at = app_.now() + an_hour;
        }
        lock.lock();
        if (!more) ended_.wait_for(lock, between_looks, [this] { return stopping_; });
    }
    --at_work_;
    ended_.notify_all();
}

int Outbox::run_due() {
    int tried = 0;
    for (const auto& way : ways_)
        while (way.is_open(app_.settings) && run_one(way)) ++tried;
    return tried;
}

// False: nothing was due, or the database could not be asked.
bool Outbox::run_one(const Way& way) {
    sql::Message message;
    try {
        const auto due = sql::take_message(app_.database, way.channel, app_.now());
        if (!due) return false;
        message = *due;
        way.deliver(app_, message);
        app_.database.change([&](sql::Change& change) {
            sql::close_message(change, message, Delivery::delivered, "", app_.now());
        });
        return true;
    } catch (const std::exception& error) {
        if (message.id == 0) {
            app_.log.accident(error, "outbox");
            return false;
        }
        try {
            fail(message, error);
            return true;
        } catch (const std::exception& second_error) {
            // The message comes free by itself when its time is over.
            app_.log.accident(second_error, "outbox");
            return false;
        }
    }
}

void Outbox::fail(const sql::Message& message, const std::exception& error) {
    const auto [trouble, words] = failure_of(app_, error);
    const auto now = app_.now();
    const auto pause =
        trouble == Trouble::refused ? 0 : pause_after(message.attempts, randombytes_random());
    app_.log.line("undelivered", {{"channel", std::string(code(message.channel))},
                                  {"message", message.key()},
                                  {"attempt", std::to_string(message.attempts)}});
    app_.database.change([&](sql::Change& change) {
        if (trouble == Trouble::unwanted) {
            sql::close_message(change, message, Delivery::given_up, words, now);
        } else if (pause == 0) {
            if (sql::close_message(change, message, Delivery::dead, words, now))
                tell_of_dead(change, message.organ, now);
        } else {
            sql::put_off(change, message, words, now + pause);
        }
        if (trouble == Trouble::receiver && pause > 0)
            sql::spare_target(change, message, now + pause);
    });
}

// Of several servers each may do it.
void Outbox::forget_old() {
    try {
        const auto before = app_.now() - kept_for;
        if (!app_.database.read([&](auto& db) { return sql::has_old_messages(db, before); }))
            return;
        app_.database.change([&](sql::Change& change) { sql::forget_messages(change, before); });
    } catch (const std::exception& error) {
        app_.log.accident(error, "outbox");
    }
}

}  // namespace tdkt::server
