#include "tests/support/views.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <vector>

#include "templates/engine.h"
#include "templates/pages.h"
#include "tests/support/markup.h"

namespace tdkt::test {

using nlohmann::json;

namespace {

// What the frame, the parts of a form and the faults give to every page.
const std::set<std::string> of_every_page = {
    "title",       "organ_name",   "user",   "name",  "post",    "unit",       "initials",
    "has_notices", "notice_count", "nav",    "href",  "label",   "current",    "csrf",
    "once",        "has_faults",   "faults", "field", "message", "fault_text", "refresh"};

void collect(const json& value, std::set<std::string>& keys) {
    if (value.is_object())
        for (const auto& [key, member] : value.items()) keys.insert(key);
    if (value.is_structured())
        for (const auto& member : value) collect(member, keys);
}

// The names that the page shows or asks about, without what stands before a dot.
std::set<std::string> asked_by(const std::string& page) {
    std::set<std::string> names;
    const auto text = templates::whole_text("pages/" + page + ".mustache");
    for (auto at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
        auto name = text.substr(at + 2, text.find("}}", at) - at - 2);
        if (std::string_view("#^/").find(name.front()) != std::string_view::npos) name.erase(0, 1);
        if (name.starts_with("fault.") || name == ".") continue;
        names.insert(name.substr(name.find('.') + 1));
    }
    return names;
}

std::vector<std::string> lacking(const std::string& page, const json& view) {
    std::set<std::string> given = of_every_page;
    collect(view, given);
    std::vector<std::string> names;
    for (const auto& name : asked_by(page))
        if (!given.contains(name)) names.push_back(name);
    return names;
}

}  // namespace

void check_page(const std::string& name, const json& view) {
    BOOST_TEST_CONTEXT(name) {
        BOOST_TEST(lacking(name, view) == std::vector<std::string>{},
                   boost::test_tools::per_element());
        auto whole = view;
        whole["csrf"] = "c";
        whole["once"] = "o";
        const auto html = templates::page(name, whole);
        BOOST_TEST(objections(html) == std::vector<std::string>{},
                   boost::test_tools::per_element());
    }
}

}  // namespace tdkt::test
