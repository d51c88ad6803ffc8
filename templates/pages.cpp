#include "templates/pages.h"

#include "templates/engine.h"

namespace tdkt::templates {
namespace {

using nlohmann::json;

// Mustache cannot look a field's fault up in the list, so it is laid out by name.
json with_faults(json view) {
    view["has_faults"] = true;
    json& by_field = view["fault"] = json::object();
    for (auto& fault : view["faults"]) {
        const json& named = fault["field"];
        const auto field = named.is_string() ? named.get<std::string>() : "";
        if (field.empty())
            fault["field"] = nullptr;
        else if (!by_field.contains(field))
            by_field[field] = fault["message"];
    }
    return view;
}

}  // namespace

std::string page(std::string_view name, const json& view) {
    const auto text = "pages/" + std::string(name) + ".mustache";
    const auto faults = view.find("faults");
    if (faults == view.end() || faults->empty()) return fill(text, view);
    return fill(text, with_faults(view));
}

}  // namespace tdkt::templates
