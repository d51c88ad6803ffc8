#include "server/demo/stage.h"

#include <filesystem>

#include "server/front/spool.h"
#include "server/jobs/effects.h"
#include "workflow/calendar.h"

namespace tdkt::server::demo {

Stage::Stage(App& app, const Cast& cast, std::int64_t& clock)
    : app_(app),
      cast_(cast),
      clock_(clock),
      jobs_({app.database, app.now, effects(app),
             [&app](const sql::Job&, const std::exception& error) {
                 return app.log.accident(error, "demo");
             }}) {}

void Stage::at(const std::string& day, int hour, int minute) {
    const auto moment =
        workflow::start_of(*workflow::parse_day(day)) + (std::int64_t{hour} * 60 + minute) * 60'000;
    if (moment > clock_) clock_ = moment;
}

workflow::Id Stage::act(const std::string& username, Handler handler, workflow::Id on,
                        nlohmann::json input, std::vector<Upload> uploads) {
    return act(username, handler, {{"id", std::to_string(on)}}, std::move(input),
               std::move(uploads));
}

workflow::Id Stage::act(const std::string& username, Handler handler,
                        std::map<std::string, std::string> params, nlohmann::json input,
                        std::vector<Upload> uploads) {
    Request request;
    request.params = std::move(params);
    request.input = std::move(input);
    request.uploads = std::move(uploads);
    const auto told = answer(username, handler, std::move(request));
    return told.is_object() ? told.value("id", workflow::Id{0}) : 0;
}

nlohmann::json Stage::ask(const std::string& username, Handler handler, workflow::Id on) {
    Request request;
    request.params = {{"id", std::to_string(on)}};
    return answer(username, handler, std::move(request));
}

nlohmann::json Stage::answer(const std::string& username, Handler handler, Request request) {
    clock_ += 2 * 60'000;
    request.method = "POST";
    request.actor = cast_.accounts.at(username).actor();
    request.json = true;
    return nlohmann::json::parse(handler(request, app_).body, nullptr, /*allow_exceptions=*/false);
}

std::string Stage::username(workflow::Id account) const {
    for (const auto& [name, known] : cast_.accounts)
        if (known.id == account) return name;
    throw std::logic_error("somebody who is not of the cast");
}

Upload Stage::file(const std::string& name, const std::string& text) const {
    Spool spool(std::filesystem::path(app_.settings.data) / "spool", "file");
    spool.add(text);
    return spool.finish(name);
}

}  // namespace tdkt::server::demo
