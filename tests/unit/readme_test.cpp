// The README and the program say the same.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "server/settings.h"
#include "workflow/diagram.h"

using namespace tdkt;

namespace {

std::string readme() {
    std::ifstream file("README.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(readme_test)

// When the table changes, put what this prints into README.md.
BOOST_AUTO_TEST_CASE(the_diagram_is_the_table) {
    const auto diagram = workflow::mermaid();
    BOOST_TEST((readme().find(diagram) != std::string::npos), "expected in README.md:\n"
                                                                  << diagram);
}

BOOST_AUTO_TEST_CASE(every_setting_is_described) {
    const auto text = readme();
    for (const auto& setting : server::all_settings())
        BOOST_TEST((text.find("`" + std::string(setting.name) + "`") != std::string::npos),
                   "README.md does not name the setting " << setting.name);
}

BOOST_AUTO_TEST_CASE(every_link_leads_to_a_file) {
    const auto text = readme();
    const std::regex link(R"(\]\(([^)#:]+)\))");
    int links = 0;
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at, ++links) {
        const std::filesystem::path target((*at)[1].str());
        BOOST_TEST(std::filesystem::exists(target), "README.md links to nothing: " << target);
    }
    BOOST_TEST(links > 10);
}

BOOST_AUTO_TEST_SUITE_END()
