// Every query about nominations goes through sql/sight.h, or says here why it need not.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// What stands at the edge of a file down to the next of its kind: a function, or a constant.
struct Piece {
    std::string file, name, text;
};

std::vector<Piece> pieces_of(const fs::path& path) {
    static const std::regex name(R"((\w+)(?:\(| =))");
    std::ifstream in(path);
    std::vector<Piece> pieces;
    for (std::string line; std::getline(in, line);) {
        const bool begins = !line.empty() && line[0] != ' ' && line[0] != '}';
        if (begins || pieces.empty()) {
            std::smatch found;
            const bool named = std::regex_search(line, found, name);
            pieces.push_back({path.filename().string(), named ? found[1].str() : line, ""});
        }
        pieces.back().text += line + '\n';
    }
    return pieces;
}

std::vector<Piece> pieces(const std::string& folder) {
    std::vector<Piece> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".cpp")
            for (auto& piece : pieces_of(entry.path())) all.push_back(std::move(piece));
    BOOST_TEST_REQUIRE(!all.empty());
    return all;
}

// clang-format off
const std::map<std::string, std::string> not_for_a_reader = {
    {"decisions.cpp check_items",        "audit: the whole record is checked"},
    {"dossiers.cpp locked_hash",         "audit"},
    {"meetings.cpp check_lock",          "audit"},
    {"backup.cpp open_votes",            "whether a vote is open, for backups"},
    {"sight.cpp question",               "finds what is hidden"},
    {"conflicts.cpp load_nominated",     "finds what is hidden"},
    {"council.cpp load_agenda",          "the whole meeting, for steps and papers; load_meeting() takes out for a reader"},
    {"council.cpp load_conflicts",       "the same"},
    {"council.cpp summaries",            "looked up for the items that a reader was given"},
    {"council.cpp put_on_agenda",        "a step"},
    {"council.cpp take_off_agenda",      "a step"},
    {"decisions.cpp load_some",          "the whole decision, for steps and papers; load_decision() takes out for a reader"},
    {"decisions.cpp load_decisions_of",  "facts of a step"},
    {"decisions.cpp awaiting_decision",  "for those who draft: nobody who is in conflict with anything"},
    {"decisions.cpp over_prizes",        "shown to those who draft"},
    {"documents.cpp papers_on_dossier",  "of a dossier that load_dossier() gave a reader"},
    {"dossiers.cpp load_nominations",    "the whole dossier; load_dossier() takes out for a reader"},
    {"dossiers.cpp load_contents",       "what is locked with an agenda"},
    {"dossiers.cpp dossier_of_nomination", "asked before load_dossier(), which answers"},
    {"dossiers.cpp remove_nomination",   "a step"},
    {"facts.cpp load_nominations",       "facts of a step; load_facts() takes out for a reader"},
    {"facts.cpp load_papers",            "the same"},
    {"facts.cpp fill_unsettled",         "what stands before a council is as unsettled as what does not"},
    {"history.cpp line_columns",         "the whole history; each load for a reader takes out"},
    {"history.cpp lines_on",             "the same"},
    {"facts.cpp fill_sheets",            "facts of a step, as its other facts"},
    {"appraisal.cpp joined",             "a part of queries, whose conditions take out for a reader"},
    {"outbox.cpp put_edxml",             "of issued decisions"},
    {"waiting.cpp minutes_to_sign",      "of meetings that load_meetings() gave the reader: who led them"},
    {"outbox.cpp issued_number_of",      "of issued decisions"},
    {"polls.cpp opened_ballots",         "shown by the agenda that load_meeting() gave a reader"},
    {"votes.cpp meetings_to_vote_in",    "asks for the conflicts of its own reader"},
};

// Where a handler asks for the whole of something all the same.
const std::map<std::string, std::string> whole_in_handlers = {
    {"documents.cpp is_signed_minutes",  "looks at the signatures alone"},
    {"meetings.cpp ask_to_declare",      "of a meeting without an agenda"},
    {"polls.cpp whole_poll",             "by who is in conflict with nothing"},
    {"polls.cpp post_code",              "the key of all items is made at once"},
    {"dossier_sheets.cpp grounds_of_return", "the reasons for what the reader was given"},
    {"dossier_sheets.cpp grounds_of_result", "the votes on what the reader was given"},
};
// clang-format on

}  // namespace

BOOST_AUTO_TEST_SUITE(sight_test)

BOOST_AUTO_TEST_CASE(queries_about_nominations_take_a_horizon) {
    const std::regex asks("(from|join) (nomination|agenda_item)\\b");
    std::set<std::string> used;
    for (const auto& piece : pieces("sql")) {
        if (!std::regex_search(piece.text, asks)) continue;
        if (piece.text.find("orizon") != piece.text.npos) continue;
        const auto name = piece.file + ' ' + piece.name;
        used.insert(name);
        BOOST_TEST(not_for_a_reader.contains(name),
                   name << " reads nominations without sql/sight.h");
    }
    for (const auto& [name, reason] : not_for_a_reader)
        BOOST_TEST(used.contains(name), name << " is no exception any more");
}

BOOST_AUTO_TEST_CASE(handlers_load_for_their_reader) {
    const std::regex whole(
        R"(load_(dossier|meeting|decision|history)\((change\.)?db(\(\))?,\s*(?!\s|request\.actor|horizon|reader))");
    for (const auto& piece : pieces("server/handlers")) {
        if (!std::regex_search(piece.text, whole)) continue;
        const auto name = piece.file + ' ' + piece.name;
        BOOST_TEST(whole_in_handlers.contains(name), name << " loads for nobody");
    }
}

BOOST_AUTO_TEST_SUITE_END()
