#include "server/handlers/openapi.h"

#include <algorithm>

#include "server/app.h"
#include "server/showing/answers.h"

namespace tdkt::server {
namespace {

using nlohmann::json;

// "/dossiers/:id" as "/dossiers/{id}".
std::string openapi_path(std::string_view path, std::vector<std::string>& names) {
    std::string result;
    while (!path.empty()) {
        const auto segment = path.substr(0, path.find('/', 1));
        if (segment.starts_with("/:")) {
            names.emplace_back(segment.substr(2));
            result += "/{" + names.back() + '}';
        } else {
            result += segment;
        }
        path.remove_prefix(segment.size());
    }
    return result;
}

json schema_of(const Field& field) {
    json schema;
    switch (field.type) {
        case Type::text:
            schema = {{"type", "string"}, {"maxLength", field.longest}};
            break;
        case Type::number:
            schema = {{"type", "integer"}, {"format", "int64"}};
            break;
        case Type::boolean:
            schema = {{"type", "boolean"}};
            break;
        case Type::day:
            schema = {{"type", "string"}, {"format", "date"}};
            break;
        case Type::list:
            schema = {{"type", "array"}, {"items", json::object()}, {"maxItems", field.longest}};
            break;
        case Type::file:
            schema = {{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
            break;
    }
    if (!field.label.empty()) schema["description"] = field.label;
    return schema;
}

json parameters_of(const Route& route, const std::vector<std::string>& in_path) {
    json list = json::array();
    for (const auto& name : in_path)
        list.push_back(
            {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    if (route.method == "GET")
        for (const auto& field : route.input)
            list.push_back({{"name", field.name},
                            {"in", "query"},
                            {"required", field.required},
                            {"schema", schema_of(field)}});
    if (route.method != "GET") list.push_back({{"$ref", "#/components/parameters/IfMatch"}});
    if (route.method != "GET" && route.keeping != Keeping::nothing) {
        list.push_back({{"$ref", "#/components/parameters/IdempotencyKey"}});
    }
    return list;
}

json body_of(const Route& route) {
    json properties = json::object();
    json required = json::array();
    bool file = false;
    for (const auto& field : route.input) {
        properties[std::string(field.name)] = schema_of(field);
        if (field.required) required.push_back(field.name);
        file = file || field.type == Type::file;
    }
    json schema = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = required;
    const auto* type = file ? "multipart/form-data" : "application/json";
    return {{"required", !required.empty()}, {"content", {{type, {{"schema", schema}}}}}};
}

std::string roles_text(const Route& route) {
    std::string text;
    for (const auto& role : workflow::role_names)
        if (workflow::has(route.roles, role.value))
            text.append(text.empty() ? " Roles: " : ", ").append(role.code);
    return text.empty() ? text : text + '.';
}

json operation_of(const Route& route, const std::vector<std::string>& in_path) {
    json operation = {{"summary", route.purpose},
                      {"parameters", parameters_of(route, in_path)},
                      {"responses",
                       {{"2XX", {{"description", "Done."}}},
                        {"default", {{"$ref", "#/components/responses/Problem"}}}}}};
    if (route.method != "GET" && !route.input.empty()) operation["requestBody"] = body_of(route);
    if (!for_signed_in(route.access))
        operation["security"] = json::array();
    else if (const auto roles = roles_text(route); !roles.empty())
        operation["description"] = roles.substr(1);
    return operation;
}

json components() {
    const json text = {{"type", "string"}};
    const json fault = {{"type", "object"},
                        {"properties",
                         {{"field", text},
                          {"message", text},
                          {"code", text},
                          {"line", {{"type", "integer"}}},
                          {"column", {{"type", "integer"}}}}}};
    const json problem = {{"type", "object"},
                          {"required", {"type", "title", "status", "detail", "code"}},
                          {"properties",
                           {{"type", text},
                            {"title", text},
                            {"status", {{"type", "integer"}}},
                            {"detail", text},
                            {"code", text},
                            {"accident", text},
                            {"errors", {{"type", "array"}, {"items", fault}}}}}};
    const auto header = [&](const char* name, const char* meaning) {
        return json{{"name", name}, {"in", "header"}, {"schema", text}, {"description", meaning}};
    };
    return {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
            {"schemas", {{"Problem", problem}}},
            {"parameters",
             {{"IfMatch",
               header("If-Match", "The version that is changed, as its ETag says; a list; or *.")},
              {"IdempotencyKey",
               header("Idempotency-Key",
                      "A repeat with the same key gets the first answer; so it settles a 504 "
                      "outcome_unknown.")}}},
            {"responses",
             {{"Problem",
               {{"description", "What is wrong, in Vietnamese (RFC 9457)."},
                {"content",
                 {{"application/problem+json",
                   {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}}};
}

}  // namespace

json openapi(std::span<const Route> routes) {
    json paths = json::object();
    for (const auto& route : routes) {
        std::vector<std::string> names;
        const auto path = openapi_path(route.path, names);
        std::string method(route.method);
        std::ranges::transform(method, method.begin(),
                               [](unsigned char c) { return std::tolower(c); });
        paths[path][method] = operation_of(route, names);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "tdkt"}, {"version", "1"}}},
            {"servers", {{{"url", "/api/v1"}}}},
            {"security", {{{"token", json::array()}}}},
            {"paths", paths},
            {"components", components()}};
}

// GET /openapi.json
Response show_openapi(const Request&, App& app) {
    return json_answer(openapi(app.routes));
}

}  // namespace tdkt::server
