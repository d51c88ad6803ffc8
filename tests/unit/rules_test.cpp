// The dated rules of law that this release ships.
#include "server/rules.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "workflow/checks.h"

using namespace tdkt;
using namespace tdkt::workflow;

namespace {

const Rules& rules() {
    static const auto loaded = server::load_rules();
    return loaded;
}

Embedded file(std::string_view name, std::string_view text) {
    return {name, text.data(), text.data() + text.size()};
}

std::string with(const std::string& text, const std::string& from, const std::string& to) {
    auto changed = text;
    const auto at = changed.find(from);
    BOOST_TEST_REQUIRE(at != std::string::npos, from);
    return changed.replace(at, from.size(), to);
}

std::string shipped(std::string_view name) {
    return std::string(text_of(pack_files(), name));
}

// What loading these texts as packs/p2.json and packs/p3.json says; empty when it works.
std::string fault_of(const std::string& p2, const std::string& p3 = shipped("packs/p3.json")) {
    const Embedded files[] = {file("packs/p2.json", p2), file("packs/p3.json", p3)};
    try {
        server::load_rules(files);
        return "";
    } catch (const std::logic_error& error) {
        return error.what();
    }
}

bool cites(const Citation& citation) {
    return !citation.document.empty() && !citation.article.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(the_packs_follow_each_other_without_a_gap) {
    const auto& packs = rules().packs;
    BOOST_TEST_REQUIRE(!packs.empty());
    std::set<std::string> codes;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        BOOST_TEST((packs[i].valid_from <= packs[i].valid_to), packs[i].code);
        BOOST_TEST(codes.insert(packs[i].code).second);
        if (i > 0)
            BOOST_TEST((packs[i].valid_from == packs[i - 1].valid_to + std::chrono::days{1}),
                       packs[i].code);
    }
}

BOOST_AUTO_TEST_CASE(every_day_has_its_pack) {
    const auto& packs = rules().packs;
    for (auto day = packs.front().valid_from; day <= packs.back().valid_to;
         day += std::chrono::days{1}) {
        const auto& pack = rules().on(day);
        BOOST_TEST((pack.valid_from <= day && day <= pack.valid_to), iso(day));
    }
    BOOST_TEST(rules().on(*parse_day("2025-10-31")).code == "P2");
    BOOST_TEST(rules().on(*parse_day("2026-10-01")).code == "P3");
}

BOOST_AUTO_TEST_CASE(every_award_rests_on_an_article_of_law) {
    for (const auto& pack : rules().packs) {
        BOOST_TEST(!pack.awards.empty(), pack.code);
        BOOST_TEST(cites(pack.quorum_citation), pack.code);
        std::set<std::string> codes;
        for (const auto& award : pack.awards) {
            BOOST_TEST(cites(award.citation), award.code);
            BOOST_TEST(!award.name.empty(), award.code);
            BOOST_TEST((award.subjects != Subject{}), award.code);
            BOOST_TEST(has(award.required, Part::report), award.code);
            BOOST_TEST(codes.insert(award.code).second, award.code);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_threshold_is_below_half_or_above_all) {
    for (const auto& pack : rules().packs)
        for (const auto& award : pack.awards) {
            BOOST_TEST(award.threshold.num * 2 >= award.threshold.den, award.code);
            for (int members = 1; members <= 60; ++members) {
                const int needed = award.threshold.needed(members);
                BOOST_TEST(needed * 2 > members, award.code << " of " << members);
                BOOST_TEST(needed <= members, award.code << " of " << members);
            }
        }
}

BOOST_AUTO_TEST_CASE(clocks_run_in_states_that_somebody_must_leave) {
    for (const auto& pack : rules().packs)
        for (const auto& [state, days] : pack.clocks) {
            BOOST_TEST(days > 0, code(state));
            BOOST_TEST(!is_final(state), code(state));
        }
    BOOST_TEST(rules().pack("P2").clocks.at(State::signed_off) == 1);
    BOOST_TEST(rules().pack("P2").clocks.at(State::received) == 10);
}

BOOST_AUTO_TEST_CASE(a_law_without_its_text_stays_unconfirmed) {
    const auto& p2 = rules().pack("P2");
    const auto& p3 = rules().pack("P3");
    BOOST_TEST(p2.confirmed);
    BOOST_TEST(!p3.confirmed);
    BOOST_TEST(p3.awards.size() == p2.awards.size());
    BOOST_TEST(p3.bases.size() == p2.bases.size());
    BOOST_TEST(p3.clocks.size() == p2.clocks.size());
    BOOST_TEST(p3.title != p2.title);
}

BOOST_AUTO_TEST_CASE(the_prize_of_a_round_asks_for_its_three_papers) {
    const auto& award = rules().pack("P2").award("GIAI_DOT");
    const auto asked = Part::report | Part::unit_minutes | Part::indicators;
    BOOST_TEST((award.required == asked));
    BOOST_TEST(has(award.subjects, Subject::collective));
    BOOST_TEST(has(award.subjects, Subject::person));
}

BOOST_AUTO_TEST_CASE(holidays_are_days_in_their_order_once_each) {
    const auto& days = rules().calendar.holidays;
    BOOST_TEST(days.size() >= 22u);
    for (std::size_t i = 1; i < days.size(); ++i) BOOST_TEST((days[i - 1] < days[i]), iso(days[i]));
}

BOOST_AUTO_TEST_CASE(a_tie_is_nobodys_unless_a_pack_says_and_cites_so) {
    BOOST_TEST((rules().packs.front().tie_breaker == TieBreaker::nobody));
    const auto p2 = shipped("packs/p2.json");
    const auto chair = with(p2, "\"decided_by\": \"nobody\"", "\"decided_by\": \"chair\"");
    BOOST_TEST(fault_of(chair).empty());
    BOOST_TEST(!fault_of(with(chair, "\"tie\": {\"decided_by\": \"chair\", \"cite\"",
                              "\"tie\": {\"decided_by\": \"chair\", \"see\""))
                    .empty());
}

BOOST_AUTO_TEST_CASE(a_broken_file_is_named) {
    const auto p2 = shipped("packs/p2.json");
    BOOST_TEST(fault_of(p2).empty());
    const std::pair<const char*, const char*> damages[] = {
        {"{", "["},
        {"\"2025-07-01\"", "\"2025-02-30\""},
        {"\"valid_to\"", "\"valid_until\""},
        {"\"working_days\": 10", "\"working_days\": \"ten\""},
        {"\"state\": \"received\"", "\"state\": \"recieved\""},
        {"\"required\": [\"report\"", "\"required\": [\"rapport\""},
        {"\"subjects\": [\"collective\"", "\"subjects\": [\"firm\""},
        {"\"num\": 1", "\"share\": 1"},
        {"\"num\": 1", "\"num\": 3"},
        {"\"num\": 4", "\"num\": 2"},
        {"\"reduces_members\"", "\"reduces\""},
        {"\"decided_by\": \"nobody\"", "\"decided_by\": \"everybody\""},
        {"\"decided_by\"", "\"by\""},
        {"\"cite\": {\"document\": \"06/2022/QH15\"", "\"see\": {\"document\": \"06/2022/QH15\""},
        {"\"quorum\"", "\"majority\""}};
    for (const auto& [from, to] : damages) {
        const auto said = fault_of(with(p2, from, to));
        BOOST_TEST(said.starts_with("packs/p2.json: "), from << ": " << said);
    }
}

BOOST_AUTO_TEST_CASE(a_pack_that_rests_on_none_is_named) {
    const auto p3 = shipped("packs/p3.json");
    const auto said = fault_of(shipped("packs/p2.json"), with(p3, "\"P2\"", "\"P1\""));
    BOOST_TEST(said == "packs/p3.json: based_on names no earlier pack");
}

BOOST_AUTO_TEST_SUITE_END()
