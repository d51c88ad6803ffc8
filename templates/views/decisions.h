// Decisions, the register and the public check as the pages and the API show them.
#pragma once

#include <map>

#include "templates/views/council.h"

namespace tdkt::templates {

struct DecisionRow {
    workflow::Id id;
    std::string title, outcome, state;  // state: code, may be empty
    int items;
    std::int64_t total;
    int number;
    std::string symbol, issued_on;
};

struct SignerOption {
    workflow::Id account;
    std::string name, post;
    bool director = false;  // the head, who signs unless somebody else is chosen
    bool has_key = true;    // without a key nobody can sign
};

json decisions_view(const std::vector<DecisionRow>& rows, const std::vector<Candidate>& candidates,
                    const std::vector<SignerOption>& signers, bool may_draft);

struct DecisionShown {
    const workflow::Decision& decision;
    const std::vector<workflow::Choice>& choices;
    const std::vector<Happened>& history;
    std::optional<workflow::Document> paper;
    const std::vector<SignatureShown>& signatures;
    std::map<workflow::Id, std::string> verdicts;  // by nomination: "11/12 phiếu"
    // For whoever may edit the draft: prizes that it exceeds, and what the form offers.
    std::vector<std::string> over_prizes = {};
    std::vector<Candidate> candidates = {};
    std::vector<SignerOption> signers = {};
    std::optional<json> data = {};  // of the paper, for as long as it can still be mended
    std::string words = {};         // its template; empty: the program's own
    bool certifies = false;         // may have certificates made once it is issued
    std::vector<SheetLink> sheets = {};
};
json decision_view(const DecisionShown& shown, const Now& now);

// `count` is that of the whole year.
json register_view(const std::vector<workflow::RegisterEntry>& entries, int count, int year,
                   int this_year);

// What the public page says of a code; nothing known when `paper` is empty. It is
// genuine when there are no doubts about it.
json verify_view(const std::string& code, const std::optional<workflow::Document>& paper,
                 const std::vector<SignatureShown>& signatures,
                 const std::vector<std::string>& doubts, const Now& now);

}  // namespace tdkt::templates
