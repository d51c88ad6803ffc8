#include "server/showing/answers.h"

#include <algorithm>

#include "server/front/text.h"

namespace tdkt::server {

Response see_other(const std::string& to) {
    Response response{303, ""};
    response.headers.emplace_back("Location", to);
    return response;
}

Response json_answer(const nlohmann::json& body) {
    return {200, body.dump(), "application/json"};
}

Response created(const std::string& location, const nlohmann::json& body) {
    Response response{201, body.dump(), "application/json"};
    response.headers.emplace_back("Location", location);
    return response;
}

Response no_content() {
    return {204, ""};
}

namespace {

Response named(Response response, const char* how, std::string name) {
    std::ranges::replace(name, '/', '-');
    response.headers.emplace_back("Content-Disposition",
                                  how + ("; filename*=UTF-8''" + percent_encoded(name)));
    return response;
}

}  // namespace

Response kept_as(std::string name, Response response) {
    return named(std::move(response), "attachment", std::move(name));
}

Response shown_as(std::string name, Response response) {
    return named(std::move(response), "inline", std::move(name));
}

Response word_file(std::string bytes, const std::string& name) {
    return kept_as(name + ".docx",
                   {200, std::move(bytes),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"});
}

Response pdf_file(std::string bytes, const std::string& name) {
    return shown_as(name + ".pdf", {200, std::move(bytes), "application/pdf"});
}

Response with_version(Response response, std::int64_t version) {
    response.headers.emplace_back("ETag", '"' + std::to_string(version) + '"');
    return response;
}

std::string safe_next(const std::string& next) {
    const bool ours = next.starts_with('/') && !next.starts_with("//") &&
                      next.find('\\') == std::string::npos && !has_unprintable(next, false) &&
                      next.find_first_of("\n\t") == std::string::npos;
    if (!ours) return "/";
    // Headers are ASCII; what is a sign of an address stays one.
    std::string ascii;
    for (const char c : next)
        ascii += c > ' ' && c < 127 ? std::string(1, c) : percent_encoded(std::string_view(&c, 1));
    return ascii;
}

}  // namespace tdkt::server
