#include "templates/views/account_events.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// Roles by what people call them; everything else as it stands.
std::string shown(AccountChange change, const std::string& value) {
    if (change != AccountChange::roles) return value;
    std::string labels;
    for (std::string_view rest = value; !rest.empty();) {
        const auto code = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(code.size() + 1, rest.size()));
        const auto role = find<Role>(code);
        labels.append(labels.empty() ? "" : ", ").append(role ? label(*role) : code);
    }
    return labels.empty() ? "không có" : labels;
}

}  // namespace

void add_account_events(json& view, const std::vector<AccountEventShown>& events) {
    view["account_events"] = json::array();
    for (const auto& [entry, username, name, actor_name] : events)
        view["account_events"].push_back(
            {{"at", entry.at},
             {"at_text", date_time(entry.at)},
             {"account_href", "/accounts/" + std::to_string(entry.account)},
             {"account_name", name},
             {"username", username},
             {"change", code(entry.change)},
             {"change_label", label(entry.change)},
             {"old_text", shown(entry.change, entry.was)},
             {"new_text", shown(entry.change, entry.is)},
             {"has_values", !entry.was.empty() || !entry.is.empty()},
             {"actor_name", actor_name.empty() ? "Người vận hành hệ thống" : actor_name},
             {"hash_text", entry.hash.substr(0, 8)}});
    view["has_account_events"] = !events.empty();
}

}  // namespace tdkt::templates
