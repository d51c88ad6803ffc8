#include "server/http.h"

#include <charconv>

namespace tdkt::server {

Request asking_for(std::string path, const Request& request) {
    auto page = request;
    page.method = "GET";
    page.path = std::move(path);
    page.json = false;
    page.params.clear();
    page.input = nlohmann::json::object();
    page.uploads.clear();
    page.version.reset();
    page.other_versions.clear();
    page.idempotency_key.clear();
    page.content_hash.clear();
    page.typed = {};
    page.again = nullptr;
    return page;
}

workflow::Id Request::id(const std::string& param) const {
    const auto found = params.find(param);
    if (found == params.end()) throw std::logic_error("the route has no :" + param);
    workflow::Id value = 0;
    const auto& digits = found->second;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value <= 0)
        throw workflow::Problem::missing("nội dung này");
    return value;
}

std::string Request::text(const std::string& field) const {
    const auto found = input.find(field);
    return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t Request::number(const std::string& field, std::int64_t otherwise) const {
    const auto found = input.find(field);
    return found != input.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                              : otherwise;
}

}  // namespace tdkt::server
