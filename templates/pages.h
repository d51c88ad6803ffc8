// The pages a person sees. What each is given to show is written down by an
// example: tests/data/pages/NAME.json is the view of templates/pages/NAME.mustache,
// and the same facts are what the API answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tdkt::templates {

// `view.faults`, a list of {field, message}, is shown on top of the page and
// beside each field that it names. Throws std::logic_error for an unknown page.
std::string page(std::string_view name, const nlohmann::json& view);

}  // namespace tdkt::templates
