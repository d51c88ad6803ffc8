// Puts requests of the demonstration's people to the handlers, as the door
// would after signing them in.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "server/demo/people.h"
#include "server/jobs/jobs.h"

namespace tdkt::server::demo {

class Stage {
  public:
    Stage(App& app, const Cast& cast, std::int64_t& clock);

    // "2025-11-04", 9, 30: it is then in Vietnam. Never earlier than before.
    void at(const std::string& day, int hour, int minute);

    // Lets somebody do something; minutes pass. Gives the id that the answer
    // names, or 0. Throws what the handler throws.
    using Handler = Response (*)(const Request&, App&);
    workflow::Id act(const std::string& username, Handler handler, workflow::Id on,
                     nlohmann::json input, std::vector<Upload> uploads = {});
    // The same on what an address names in another way than by a number.
    workflow::Id act(const std::string& username, Handler handler,
                     std::map<std::string, std::string> params, nlohmann::json input,
                     std::vector<Upload> uploads = {});

    // The same, for what somebody is answered.
    nlohmann::json ask(const std::string& username, Handler handler, workflow::Id on);

    // A file with this text, as if uploaded in field "file".
    Upload file(const std::string& name, const std::string& text) const;

    // Does what the steps so far called for: papers and notices.
    void work() { jobs_.run_due(); }

    App& app() { return app_; }
    workflow::Id account(const std::string& username) const {
        return cast_.accounts.at(username).id;
    }
    std::string username(workflow::Id account) const;

  private:
    nlohmann::json answer(const std::string& username, Handler handler, Request request);

    App& app_;
    const Cast& cast_;
    std::int64_t& clock_;
    Jobs jobs_;
};

}  // namespace tdkt::server::demo
