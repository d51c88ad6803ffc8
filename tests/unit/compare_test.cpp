// Two versions of a template, line by line.
#include "templates/desk/compare.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::templates;

namespace {

// "-2 b", "+2 x", " 1/1 a", "… 4 dòng giống nhau".
std::vector<std::string> told(std::string_view before, std::string_view after) {
    std::vector<std::string> lines;
    for (const auto& line : compare(before, after)) {
        using Kind = ComparedLine::Kind;
        const auto number = [](int n) { return std::to_string(n); };
        std::string text = line.kind == Kind::taken   ? "-" + number(line.before)
                           : line.kind == Kind::added ? "+" + number(line.after)
                           : line.kind == Kind::same
                               ? " " + number(line.before) + "/" + number(line.after)
                               : "…";
        lines.push_back(text + " " + line.text);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(compare_test)

BOOST_AUTO_TEST_CASE(equal_texts_differ_in_nothing) {
    BOOST_TEST(told("a\nb\n", "a\nb\n") == Lines{}, boost::test_tools::per_element());
    BOOST_TEST(told("a\nb\n", "a\nb") == Lines{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_changed_line_is_taken_and_added_where_it_stands) {
    BOOST_TEST(told("a\nb\nc", "a\nx\nc") == (Lines{" 1/1 a", "-2 b", "+2 x", " 3/3 c"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_far_from_any_change_is_only_counted) {
    BOOST_TEST(told("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5\n6\n7\n8") ==
                   (Lines{"… 4 dòng giống nhau", " 5/5 5", " 6/6 6", " 7/7 7", "+8 8"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_first_and_the_last_line_may_change) {
    BOOST_TEST(told("a\nb", "b\nc") == (Lines{"-1 a", " 2/1 b", "+2 c"}),
               boost::test_tools::per_element());
    BOOST_TEST(told("", "a") == (Lines{"+1 a"}), boost::test_tools::per_element());
}

// The most lines that a template may have, no two of them alike.
BOOST_AUTO_TEST_CASE(texts_that_have_nothing_in_common_are_compared_too) {
    std::string before, after;
    for (int i = 0; i < 3000; ++i) {
        before += "a" + std::to_string(i) + "\n";
        after += "b" + std::to_string(i) + "\n";
    }
    const auto lines = compare(before, after);
    BOOST_TEST_REQUIRE(lines.size() == 6000u);
    int taken = 0, added = 0;
    for (const auto& line : lines) {
        const bool old = line.kind == ComparedLine::Kind::taken;
        if (old)
            BOOST_TEST(line.before == ++taken);
        else
            BOOST_TEST(line.after == ++added);
        BOOST_TEST(line.text == (old ? "a" : "b") + std::to_string((old ? taken : added) - 1));
    }
    BOOST_TEST(taken == 3000);
    BOOST_TEST(added == 3000);
}

BOOST_AUTO_TEST_SUITE_END()
