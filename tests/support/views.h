// Holds what a view gives to what its page asks for.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace tdkt::test {

// Checks that the view has every name that the page and its parts show or ask about, and that
// the page made of it is good HTML.
void check_page(const std::string& name, const nlohmann::json& view);

}  // namespace tdkt::test
