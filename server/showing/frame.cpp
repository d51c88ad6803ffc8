#include "server/showing/frame.h"

#include <array>

#include "server/access/tokens.h"
#include "server/app.h"
#include "sql/people.h"
#include "workflow/vietnamese.h"
#include "workflow/visibility.h"

namespace tdkt::server {
namespace {

using nlohmann::json;
using workflow::Role;

struct Way {
    std::string_view href;
    std::string_view label;
    Role roles;  // {}: everybody
};

// Whoever may see some dossier (workflow/visibility.h): all but the administrator.
constexpr auto readers = [] {
    Role all{};
    for (const auto& role : workflow::role_names)
        if (workflow::sight(role.value) != workflow::Sight{}) all = all | role.value;
    return all;
}();

// A way is shown to those for whom server/routes.cpp opens it.
// clang-format off
constexpr auto ways = std::to_array<Way>({
    {"/",          "Việc của tôi",  {}},
    {"/dossiers",  "Hồ sơ",         readers},
    {"/appraisals", "Thẩm định",    workflow::sheet_circle},
    {"/campaigns", "Phong trào",    {}},
    {"/meetings",  "Phiên họp",     workflow::council_circle},
    {"/decisions", "Quyết định",    workflow::decision_circle},
    {"/register",  "Sổ văn bản đi", workflow::decision_circle},
    {"/templates", "Mẫu văn bản",   workflow::template_circle},
    {"/accounts",  "Tài khoản",     Role::administrator},
    {"/audit",     "Nhật ký",       Role::administrator | Role::auditor},
    {"/outbox",    "Thư và tin",    Role::administrator | Role::auditor},
    {"/help",      "Hướng dẫn",     {}},
});
// clang-format on

// The first letters of the last two words: "Trần Thị Thu Hà" is TH.
std::string initials(const std::string& name) {
    std::string result;
    auto end = name.size();
    for (int words = 0; words < 2 && end != std::string::npos && end > 0; ++words) {
        const auto blank = name.rfind(' ', end - 1);
        const auto start = blank == std::string::npos ? 0 : blank + 1;
        auto length = std::size_t{1};
        while (start + length < end &&
               (static_cast<unsigned char>(name[start + length]) & 0xc0) == 0x80)
            ++length;
        result.insert(0, name, start, length);
        end = blank;
    }
    return result;
}

// Whose office this is. A page about a broken database must still be a page.
std::string organ_name(const Request& request, App& app) {
    constexpr auto any = "Bảo hiểm xã hội";
    if (!request.organ_name.empty()) return request.organ_name;
    try {
        const auto all = app.database.read([](auto& db) { return sql::organs(db); });
        return all.empty() ? any : all.front().name;
    } catch (const std::exception&) {
        return any;
    }
}

// Nothing when the post names it already: "Trưởng phòng Kế hoạch" of "Phòng Kế hoạch".
json unit_beside(const workflow::Actor& reader) {
    const bool said =
        workflow::folded(reader.post).find(workflow::folded(reader.unit_name)) != std::string::npos;
    return said ? json() : json(reader.unit_name);
}

json navigation(const Request& request) {
    auto list = json::array();
    for (const auto& way : ways) {
        if (way.roles != Role{} && !workflow::has(way.roles, request.actor.roles)) continue;
        const bool current =
            way.href == "/"
                ? request.path == "/"
                : request.path == way.href || request.path.starts_with(std::string(way.href) + '/');
        list.push_back({{"href", way.href}, {"label", way.label}, {"current", current}});
    }
    return list;
}

}  // namespace

json frame(const Request& request, App& app, std::string_view title) {
    json view = {{"title", title},
                 {"organ_name", organ_name(request, app)},
                 {"csrf", request.csrf},
                 {"once", new_token()},
                 {"has_notices", request.unread > 0},
                 {"notice_count", request.unread > 99 ? "99+" : std::to_string(request.unread)}};
    if (request.actor.id == 0) return view;
    view["user"] = {{"name", request.actor.name},
                    {"post", request.actor.post},
                    {"unit", unit_beside(request.actor)},
                    {"initials", initials(request.actor.name)}};
    view["nav"] = navigation(request);
    return view;
}

void add_faults(json& view, const workflow::Problem& problem) {
    auto list = json::array();
    for (const auto& fault : problem.faults()) {
        list.push_back({{"field", fault.field}, {"message", fault.message}});
        // Mustache takes an empty text for something that is there.
        if (fault.field.empty())
            list.back().erase("field");
        else
            view["fault"][fault.field] = fault.message;
    }
    if (list.empty()) list.push_back({{"message", problem.what()}});
    view["has_faults"] = true;
    view["faults"] = std::move(list);
}

}  // namespace tdkt::server
