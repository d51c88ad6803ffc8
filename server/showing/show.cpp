#include "server/showing/show.h"

#include "server/showing/again.h"
#include "server/showing/answers.h"
#include "server/showing/frame.h"
#include "templates/pages.h"
#include "workflow/courses.h"

namespace tdkt::server {

Response show(const Request& request, App& app, std::string_view name, nlohmann::json view,
              int status) {
    const auto version = view.contains("version") ? view["version"].get<std::int64_t>() : -1;
    Response response;
    if (request.json) {
        response = json_answer(view);
    } else {
        auto page = frame(request, app, view.value("title", ""));
        page.update(view);
        if (request.again != nullptr) put_again(page, *request.again);
        response = {200, templates::page(name, page)};
    }
    response.status = status;
    return version < 0 ? response : with_version(std::move(response), version);
}

Response made(const Request& request, const std::string& path, workflow::Id id) {
    if (request.json) return created("/api/v1" + path, {{"id", id}, {"href", "/api/v1" + path}});
    return see_other(path);
}

Response changed(const Request& request, const std::string& path) {
    if (request.json) return json_answer({{"href", "/api/v1" + path}});
    return see_other(path);
}

templates::Now now_of(App& app) {
    return {app.now(), &app.rules};
}

std::vector<templates::Happened> happened(const std::vector<sql::Line>& lines, bool with_sheets) {
    std::vector<templates::Happened> list;
    for (const auto& line : lines)
        if (with_sheets || !workflow::is_of_sheets(line.entry.event))
            list.push_back({line.entry.event, line.entry.to, line.entry.at, line.actor_name,
                            line.actor_post, line.entry.reason, line.nominee});
    return list;
}

}  // namespace tdkt::server
