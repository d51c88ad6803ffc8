#include "workflow/history.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "workflow/transitions.h"

using namespace tdkt::workflow;

namespace {

Entry line(std::int64_t seq, Id nomination, State from, Event event, State to) {
    return {2, seq, nomination, 1000 + seq, 40, event, from, to, "Vì lý do khác.", "{}", {}};
}

const std::vector<Entry> sound = {
    line(1, 1, State::draft, Event::submit, State::submitted),
    line(2, 2, State::draft, Event::submit, State::submitted),
    line(3, 1, State::submitted, Event::receive, State::received),
    line(4, 1, State::received, Event::suspend, State::received),
    line(5, 1, State::received, Event::resume, State::received),
    line(6, 2, State::submitted, Event::withdraw, State::withdrawn),
};

// What replay() says is wrong; empty when nothing is.
std::string fault_of(const std::vector<Entry>& entries) {
    try {
        replay(entries);
        return "";
    } catch (const std::logic_error& error) {
        return error.what();
    }
}

template <class Change>
std::string spoiled(Change change) {
    auto entries = sound;
    change(entries);
    return fault_of(entries);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(history_test)

BOOST_AUTO_TEST_CASE(a_history_leads_each_nomination_to_its_state) {
    const auto states = replay(sound);
    BOOST_TEST(states.size() == 2u);
    BOOST_TEST((states.at(1) == State::received));
    BOOST_TEST((states.at(2) == State::withdrawn));
    BOOST_TEST(replay({}).empty());
}

BOOST_AUTO_TEST_CASE(every_row_of_the_table_can_be_replayed_from_its_state) {
    for (const auto& row : transitions) {
        const auto entry = line(1, 1, row.from, row.event, row.to);
        const bool from_the_start = row.from == State::draft;
        BOOST_TEST(fault_of({entry}).empty() == from_the_start);
    }
}

BOOST_AUTO_TEST_CASE(the_first_line_that_does_not_follow_is_named) {
    BOOST_TEST(spoiled([](auto& e) { e.erase(e.begin() + 3); }) ==
               "dossier 2, line 5: a line before it is missing");
    BOOST_TEST(spoiled([](auto& e) { std::swap(e[2], e[3]); }) ==
               "dossier 2, line 4: a line before it is missing");
    BOOST_TEST(spoiled([](auto& e) { e[2].from = State::appraised; }) ==
               "dossier 2, line 3: does not begin where the one before ended");
    BOOST_TEST(spoiled([](auto& e) { e[2].to = State::issued; }) ==
               "dossier 2, line 3: is no step of the table");
    BOOST_TEST(spoiled([](auto& e) { e[0].event = Event::issue; }) ==
               "dossier 2, line 1: is no step of the table");
    BOOST_TEST(spoiled([](auto& e) { e[2].nomination = 9; }) ==
               "dossier 2, line 3: does not begin where the one before ended");
    BOOST_TEST(spoiled([](auto& e) { e.erase(e.begin()); }) ==
               "dossier 2, line 2: a line before it is missing");
}

BOOST_AUTO_TEST_CASE(every_field_of_a_line_changes_what_is_hashed) {
    const auto plain = sound[0];
    std::set<std::string> seen{chained(plain, "aa"), chained(plain, "bb"), chained(plain, "")};
    const auto with = [&](auto change) {
        auto entry = plain;
        change(entry);
        seen.insert(chained(entry, "aa"));
    };
    with([](Entry& e) { e.dossier = 3; });
    with([](Entry& e) { e.seq = 7; });
    with([](Entry& e) { e.nomination = 4; });
    with([](Entry& e) { e.at = 5; });
    with([](Entry& e) { e.actor = 6; });
    with([](Entry& e) { e.event = Event::withdraw; });
    with([](Entry& e) { e.from = State::returned; });
    with([](Entry& e) { e.to = State::withdrawn; });
    with([](Entry& e) { e.reason = ""; });
    with([](Entry& e) { e.data = "{\"pack\":\"P2\"}"; });
    BOOST_TEST(seen.size() == 13u);

    auto keeps = plain;
    keeps.hash = "ff";
    BOOST_TEST(chained(keeps, "aa") == chained(plain, "aa"));
}

BOOST_AUTO_TEST_CASE(no_reason_can_be_read_as_data) {
    auto left = sound[0], right = sound[0];
    left.reason = "a";
    left.data = "b2:{}";
    right.reason = "a5:b2:{}";
    right.data = "";
    BOOST_TEST(chained(left, "") != chained(right, ""));
}

BOOST_AUTO_TEST_SUITE_END()
