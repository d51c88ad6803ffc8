#include "templates/views/standing.h"

#include <algorithm>
#include <map>

#include "workflow/checks.h"
#include "workflow/courses.h"
#include "workflow/diagram.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

std::string holders_text(State state) {
    // Who in the unit has a draft depends on what it lacks; see put_draft().
    return state == State::draft ? "Đơn vị lập hồ sơ" : role_list(holders(state));
}

json badge(State state, const std::string& text) {
    return {{"state", code(state)}, {"badge_label", text}};
}

// The line that brought the nomination where it is, or suspended it.
const Happened* cause(const std::vector<Happened>& history, const Nomination& n, bool suspension) {
    const Happened* found = nullptr;
    for (const auto& line : history) {
        if (line.subject != n.name) continue;
        const bool aside = course(line.event) == Course::aside;
        if (suspension ? line.event == Event::suspend : !aside && line.to == n.state) found = &line;
    }
    return found;
}

// What one person said at one moment, and about whom.
struct Stop {
    const Happened* line;
    std::vector<std::string> names;
};

void add(std::vector<Stop>& stops, const Happened* line, const std::string& name) {
    if (line == nullptr || line->reason.empty()) return;
    for (auto& stop : stops)
        if (stop.line->at == line->at && stop.line->event == line->event)
            return stop.names.push_back(name);
    stops.push_back({line, {name}});
}

json stop_view(const Stop& stop, std::size_t all) {
    const auto& line = *stop.line;
    const bool suspended = line.event == Event::suspend;
    return {{"title", std::string(label(line.event)) +
                          (stop.names.size() < all ? ": " + few_of(stop.names) : "")},
            {"suspends", suspended},
            {"reason", line.reason},
            {"by_text", line.actor_name + (line.actor_post.empty() ? "" : ", " + line.actor_post) +
                            " – " + date_time(line.at)}};
}

}  // namespace

void put_standing(json& view, const Now& now, State state, std::int64_t since,
                  const std::string& pack, const std::string& suspension) {
    view["state"] = code(state);
    view["state_label"] = label(state);
    view["badges"] = json::array({badge(state, std::string(label(state)))});
    view["holder"] = json::array();
    for (const auto& role : names<Role>)
        if (has(holders(state), role.value)) view["holder"].push_back(role.code);
    view["holder_text"] = optional_text(holders_text(state));
    view["since"] = since;
    view["since_text"] = date_time(since);
    const auto& rules = *now.rules;
    put_due(view, now,
            due(rules, pack.empty() ? rules.on(day_of(now.at)) : rules.pack(pack), state, since));
    view["suspended"] = !suspension.empty();
    view["suspended_reason"] = optional_text(suspension);
    view["stops"] = json::array();
    if (!suspension.empty())
        view["stops"].push_back({{"title", label(Event::suspend)},
                                 {"suspends", true},
                                 {"reason", suspension},
                                 {"by_text", nullptr}});
    view["next_text"] = nullptr;
}

void put_mixture(json& view, std::span<const Nomination> nominations) {
    std::map<State, std::size_t> counts;
    bool running = false;
    std::string suspension;
    for (const auto& n : nominations) {
        ++counts[n.state];
        if (is_final(n.state)) continue;
        running = running || n.suspension.empty();
        if (suspension.empty()) suspension = n.suspension;
    }
    view["suspended"] = !running && !suspension.empty();
    view["suspended_reason"] = running ? json() : optional_text(suspension);
    if (counts.size() < 2) return;
    view["badges"] = json::array();
    std::string who;
    for (const auto& [state, count] : counts) {
        const auto number = std::to_string(count);
        view["badges"].push_back(badge(state, std::string(label(state)) + ": " + number));
        if (const auto roles = holders_text(state); !roles.empty())
            who += (who.empty() ? "" : "; ") + roles + " (" + number + " đề nghị)";
    }
    view["holder_text"] = optional_text(who);
}

void put_veil(json& view, const Now& now, std::span<const Nomination> nominations) {
    if (std::ranges::none_of(nominations, &Nomination::veiled)) return;
    const std::string shown(label(State::appraised));
    for (auto& one : view["badges"]) {
        auto text = one["badge_label"].get<std::string>();
        if (text.starts_with(shown))
            one["badge_label"] = text.replace(0, shown.size(), veiled_label);
    }
    if (view["state"] != code(State::appraised)) return;
    view["state_label"] = veiled_label;
    view["holder"] = json::array();
    view["holder_text"] = nullptr;
    put_due(view, now, {});
}

void put_stops(json& view, std::span<const Nomination> nominations,
               const std::vector<Happened>& history) {
    std::vector<Stop> stops;
    for (const auto& n : nominations) {
        if (!n.suspension.empty()) add(stops, cause(history, n, /*suspension=*/true), n.name);
        add(stops, cause(history, n, /*suspension=*/false), n.name);
    }
    view["stops"] = json::array();
    for (const auto& stop : stops) view["stops"].push_back(stop_view(stop, nominations.size()));
}

void put_draft(json& view, const DraftShown& draft) {
    const bool complete = draft.has_nominations && draft.missing.empty();
    view["holder_text"] = label(complete ? Role::unit_head : Role::unit_officer);
    if (!draft.may_edit) return;
    auto lacks = listed(draft.missing, "; ", small_first);
    if (lacks.empty()) lacks = "danh sách đề nghị";
    if (draft.may_submit)
        view["next_text"] = complete
                                ? "Hồ sơ đủ thành phần. Ông/Bà kiểm tra rồi trình."
                                : "Chuyên viên đang hoàn thiện hồ sơ: còn thiếu " + lacks + ".";
    else
        view["next_text"] = complete ? "Hồ sơ đủ thành phần, chờ thủ trưởng đơn vị trình."
                                     : "Ông/Bà hoàn thiện hồ sơ: còn thiếu " + lacks + ".";
}

}  // namespace tdkt::templates
