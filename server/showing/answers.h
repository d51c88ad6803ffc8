// The usual answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "server/http.h"

namespace tdkt::server {

// Sends a person on to a page, after what they did. `to` is a path of ours.
Response see_other(const std::string& to);

// 200, or 201 with the place of what was made.
Response json_answer(const nlohmann::json& body);
Response created(const std::string& location, const nlohmann::json& body);

Response no_content();

// A file that the browser keeps, or shows, under this name; '/' in it becomes '-'.
Response kept_as(std::string name, Response response);
Response shown_as(std::string name, Response response);

// Papers; the name lacks its ".docx", ".pdf".
Response word_file(std::string bytes, const std::string& name);
Response pdf_file(std::string bytes, const std::string& name);

// ETag of a version: what If-Match brings back.
Response with_version(Response response, std::int64_t version);

// Where a person may be sent after signing in: a path of ours, or "/".
std::string safe_next(const std::string& next);

}  // namespace tdkt::server
