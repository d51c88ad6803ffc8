// How many steps of the lifecycle a second are kept, each in a transaction that is
// on the disk before it is confirmed, beside the same statements without the program.
//
// On SQLite, and on the MariaDB that tests/mariadb has started.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <sstream>

#include "server/front/door.h"
#include "server/handlers/dossiers.h"
#include "sql/backup/backup.h"
#include "sql/campaigns.h"
#include "tests/bench/bench.h"
#include "tests/bench/office.h"
#include "tests/bench/rates/raw.h"
#include "tests/support/database.h"
#include "tests/support/http_client.h"

namespace tdkt::bench {
namespace {

using server::demo::Stage;
using workflow::Id;

constexpr std::size_t most_clients = 32;
constexpr std::size_t client_counts[] = {1, 2, 8, most_clients};
constexpr int steps_of_each = 32;  // of each dossier: stopped, taken up again, …
constexpr int rounds = 3;

// A dossier that the standing office has received: it can be stopped and taken up
// again as often as one likes.
Id received_dossier(Stage& stage, Id round) {
    const auto id = complete_dossier(stage, round);
    stage.act("eakar.gd", server::post_dossier_event, id, {{"event", "submit"}});
    stage.act("tchc", server::post_dossier_event, id, {{"event", "receive"}});
    return id;
}

const char* event_of(int step) {
    return step % 2 == 0 ? "suspend" : "resume";
}

constexpr auto reason = "Có đơn kiến nghị cần xác minh.";

// Load, decide and record, as the handler of a request does it.
void take_step(server::App& app, const workflow::Actor& actor, Id dossier, int step) {
    server::Request request;
    request.method = "POST";
    request.params = {{"id", std::to_string(dossier)}};
    request.input = {{"event", event_of(step)}, {"reason", reason}};
    request.actor = actor;
    request.json = true;
    server::post_dossier_event(request, app);
}

// What the clients do: dossier after dossier, each one's own.
template <class Step>
double steps_a_second(const std::vector<Id>& dossiers, std::size_t clients, Step step) {
    const auto seconds = seconds_together(clients, [&](std::size_t client) {
        for (int n = 0; n < steps_of_each; ++n)
            for (auto i = client; i < dossiers.size(); i += clients) step(client, dossiers[i], n);
    });
    return static_cast<double>(dossiers.size()) * steps_of_each / seconds;
}

double middle(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Measured {
  public:
    explicit Measured(const std::string& engine)
        : engine_(engine), kept_(engine, test::FreshDatabase::Schema::none), office_(kept_.url()) {
        Stage stage(office_.app(), office_.cast(), office_.clock());
        const auto round = office_.app().database.read([&](auto& db) {
            return sql::load_campaigns(db, office_.cast().organ.id).front().rounds[2].id;
        });
        for (std::size_t i = 0; i < most_clients; ++i)
            dossiers_.push_back(received_dossier(stage, round));
        office_.app().database.read_once([&](auto& db) {
            sql::backup(db, office_.app().database.dialect(), office_.clock(), backup_);
        });
        transactions_ = statements_of(office_.app().database, [&] {
            for (int n = 0; n < steps_of_each; ++n)
                for (const auto dossier : dossiers_) take_step(office_.app(), actor(), dossier, n);
        });
    }

    void measure() {
        const auto statements = static_cast<double>(transactions_.front().size());
        report("rate." + engine_ + ".statements", statements, "statements/step");
        server::Door door(office_.app());
        for (const auto clients : client_counts) {
            std::vector<double> raw, plain, direct, served;
            for (int i = 0; i < rounds; ++i) {
                raw.push_back(raw_rate(clients, Prepared::once));
                if (engine_ == "sqlite") plain.push_back(raw_rate(clients, Prepared::each_time));
                direct.push_back(direct_rate(clients));
                served.push_back(served_rate(door.port(), clients));
            }
            const auto name = "rate." + engine_ + "." + std::to_string(clients);
            report(name + ".raw", middle(raw), "steps/s");
            if (!plain.empty()) {
                report(name + ".raw.each_time", middle(plain), "steps/s");
                report(name + ".direct.ratio.each_time", middle(direct) / middle(plain), "×raw");
            }
            report(name + ".direct", middle(direct), "steps/s");
            report(name + ".direct.ratio", middle(direct) / middle(raw), "×raw");
            report(name + ".http", middle(served), "steps/s");
            report(name + ".http.ratio", middle(served) / middle(raw), "×raw");
        }
        door.stop();
    }

  private:
    workflow::Actor actor() { return office_.cast().accounts.at("tchc").actor(); }

    // On a copy of the office as it was before the statements were heard.
    double raw_rate(std::size_t clients, Prepared prepared) {
        test::FreshDatabase copy(engine_, test::FreshDatabase::Schema::none, 1);
        backup_.clear();
        backup_.seekg(0);
        sql::restore(copy.database(), backup_, office_.clock());
        std::vector<Part> parts(clients);
        for (std::size_t i = 0; i < transactions_.size(); ++i)
            parts[i % dossiers_.size() % clients].push_back(&transactions_[i]);
        return static_cast<double>(transactions_.size()) / raw_seconds(copy.url(), parts, prepared);
    }

    double direct_rate(std::size_t clients) {
        return steps_a_second(dossiers_, clients, [&](std::size_t, Id dossier, int n) {
            take_step(office_.app(), actor(), dossier, n);
        });
    }

    // The same as requests of the API, each with a session and a key of its own.
    double served_rate(int port, std::size_t clients) {
        std::vector<test::Client> browsers(clients, test::Client(port));
        for (auto& browser : browsers)
            if (browser.take_token("tchc", server::demo::password).status != 201)
                throw std::runtime_error("nobody could sign in");
        return steps_a_second(dossiers_, clients, [&](std::size_t client, Id dossier, int n) {
            auto& browser = browsers[client];
            browser.set_header("Idempotency-Key", "rate-" + std::to_string(++keys_));
            const auto reply =
                browser.json("POST", "/api/v1/dossiers/" + std::to_string(dossier) + "/events",
                             {{"event", event_of(n)}, {"reason", reason}});
            if (reply.status / 100 != 2)
                throw std::runtime_error("a step was answered " + std::to_string(reply.status) +
                                         ": " + reply.body);
        });
    }

    const std::string engine_;
    test::FreshDatabase kept_;
    Office office_;
    std::stringstream backup_;  // before the statements were heard
    std::vector<Id> dossiers_;
    std::vector<Statements> transactions_;
    std::atomic<int> keys_ = 0;
};

}  // namespace
}  // namespace tdkt::bench

int main() {
    try {
        for (const auto* engine : {"sqlite", "mariadb"}) tdkt::bench::Measured(engine).measure();
    } catch (const std::exception& error) {
        std::cerr << "rates: " << error.what() << '\n';
        return 1;
    }
}
