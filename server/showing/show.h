// The last verb of every handler: the facts as a page or as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "server/app.h"
#include "server/http.h"
#include "sql/history.h"
#include "templates/views/steps.h"

namespace tdkt::server {

// `view` as the page templates/pages/NAME.mustache within its frame, or, asked
// through the API, as JSON. With an ETag when the view has a version.
Response show(const Request& request, App& app, std::string_view name, nlohmann::json view,
              int status = 200);

// What was made or changed: a browser is sent to its page, a program is told
// where it is.
Response made(const Request& request, const std::string& path, workflow::Id id);
Response changed(const Request& request, const std::string& path);

// The moment, with the rules that views look things up in.
templates::Now now_of(App& app);

// Lines of a history as a timeline shows them; those that tell of sheets of appraisal only
// to whom they are for.
std::vector<templates::Happened> happened(const std::vector<sql::Line>& lines,
                                          bool with_sheets = true);

}  // namespace tdkt::server
