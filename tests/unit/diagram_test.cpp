#include "workflow/diagram.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>

#include "workflow/checks.h"

using namespace tdkt::workflow;

namespace {

std::multiset<std::string> lines_of(const std::string& text) {
    std::multiset<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.insert(line);
    return lines;
}

std::string arrow(const Transition& row) {
    return "    " + std::string(code(row.from)) + " --> " + std::string(code(row.to)) + " : " +
           std::string(label(row.event)) + " (" + role_list(row.role) + ")";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagram_test)

BOOST_AUTO_TEST_CASE(every_row_that_moves_is_an_arrow_and_no_arrow_is_more) {
    const auto lines = lines_of(mermaid());
    std::size_t arrows = 1;  // to the first state
    for (const auto& row : transitions) {
        if (row.from != row.to) ++arrows;
        BOOST_TEST(lines.count(arrow(row)) == (row.from == row.to ? 0u : 1u), arrow(row));
    }
    for (const auto& state : names<State>) {
        const auto end = "    " + std::string(state.code) + " --> [*]";
        BOOST_TEST(lines.count(end) == (is_final(state.value) ? 1u : 0u), end);
        arrows += lines.count(end);
        BOOST_TEST(
            lines.count("    " + std::string(state.code) + " : " + std::string(state.label)) == 1u);
    }
    std::size_t drawn = 0;
    for (const auto& line : lines) drawn += line.find(" --> ") != std::string::npos ? 1u : 0u;
    BOOST_TEST(drawn == arrows);
    BOOST_TEST(mermaid().starts_with("stateDiagram-v2\n"));
}

BOOST_AUTO_TEST_CASE(the_state_of_now_is_marked_alone) {
    for (const auto& state : names<State>) {
        const auto text = mermaid(state.value);
        BOOST_TEST(text.ends_with("    class " + std::string(state.code) + " now\n"));
        BOOST_TEST(text.starts_with(mermaid()));
    }
}

BOOST_AUTO_TEST_CASE(roles_are_listed_in_their_order) {
    BOOST_TEST(role_list(Role{}) == "");
    BOOST_TEST(role_list(Role::clerk) == "Văn thư");
    BOOST_TEST(role_list(Role::council_chair | Role::council_secretary) ==
               "Thư ký Hội đồng, Chủ tịch Hội đồng");
}

BOOST_AUTO_TEST_SUITE_END()
