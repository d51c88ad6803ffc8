// A small office for scenarios: an organ with its units, a person for every
// role, a council of eleven and a campaign. What happens in it goes through
// HTTP, as JSON with bearer tokens.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "server/jobs/jobs.h"
#include "tests/support/http_client.h"
#include "tests/support/server.h"
#include "workflow/campaign.h"

namespace tdkt::test {

// Somebody signed in.
class Person {
  public:
    // `twice`: everything is sent twice under one key, and the targets are noted there.
    Person(int port, const std::string& token, std::set<std::string>* twice = nullptr);

    // `path` is without /api/v1.
    Reply get(const std::string& path);
    Reply post(const std::string& path, const nlohmann::json& body = nlohmann::json::object());
    // The same step with an If-Match or an Idempotency-Key.
    Person& with(const std::string& header, const std::string& value);
    // `kind` empty: no such field.
    Reply attach(const std::string& path, const std::string& kind, const std::string& name,
                 const std::string& content);
    // Any method and target, as they stand.
    Client& client() { return client_; }

  private:
    // Throws unless a repeat is answered as the first was.
    Reply send(const std::string& path, const std::function<Reply()>& act);

    Client client_;
    std::set<std::string>* twice_;
};

// What a program was told; throws std::runtime_error with the whole answer
// unless it was told of success.
nlohmann::json ok(const Reply& reply);

class Office {
  public:
    explicit Office(const std::string& engine = any_engine());
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    // Usernames: of units "bmt", "eakar" (officers), "bmt.gd", "eakar.gd" (heads);
    // "tchc", "qlt", "khtc", "vanthu", "vanthu2", "giamdoc", "phogiamdoc", "quantri",
    // "kiemtra"; of the council "chutich", "thuky", "uv1" to "uv9".
    Person as(const std::string& username);
    std::string token(const std::string& username);  // of a session opened unasked
    workflow::Id account(const std::string& username) const { return accounts_.at(username).id; }
    // A new account; `unit` is a code.
    void hire(const std::string& username, const std::string& name, workflow::Role roles,
              const std::string& unit);
    // From now on as() gives people who send everything twice. Gives the targets.
    const std::set<std::string>& send_twice();
    // Signs in at the door with the password, where as() opens a session unasked.
    Person at_the_door(const std::string& username);

    // "2025-11-04", 9: it is then in Vietnam. Never earlier than before.
    void at(const std::string& day, int hour = 8);
    // Does what the steps so far called for: papers, notices. Throws when one fails.
    void work();
    std::int64_t count(const std::string& query);
    // The sentences of sql::audit; empty when all is well.
    std::vector<std::string> breaks();

    Server& server() { return server_; }
    const workflow::Campaign& campaign() const { return campaign_; }
    workflow::Id council_term() const { return term_; }

    std::map<workflow::Id, std::vector<std::string>> codes;  // of meetings: see way.h
    std::string preparer = "thuky";  // the secretary who prepares the meetings

  private:
    void add_people();
    void add_council(sql::Change& change);
    void add_campaign(sql::Change& change);
    void give_keys();

    Server server_;
    std::vector<std::string> failures_;  // of jobs
    bool twice_ = false;
    std::set<std::string> sent_twice_;
    server::Jobs jobs_;
    workflow::Id organ_ = 0, term_ = 0;
    std::map<std::string, workflow::Id> units_;
    std::map<std::string, sql::Account> accounts_;
    workflow::Campaign campaign_;
};

}  // namespace tdkt::test
