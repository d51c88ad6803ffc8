// Handlers of the draft of a decision, from its first items to the step that
// presents it; and what the pages offer to whoever drafts.
#pragma once

#include <map>

#include "server/http.h"
#include "sql/database.h"
#include "sql/sight.h"
#include "templates/views/decisions.h"

namespace tdkt::server {

Response post_decision(const Request& request, App& app);
Response edit_decision(const Request& request, App& app);
Response preview_decision(const Request& request, App& app);
Response download_draft(const Request& request, App& app);
Response discard_decision(const Request& request, App& app);

// How the council voted on the nominations that were before it: "11/12 phiếu".
std::map<workflow::Id, std::string> verdicts(const std::vector<workflow::DecisionItem>& items);

// What waits for a decision, by round.
std::vector<templates::Candidate> candidates(soci::session& db, workflow::Id organ);

// Who may sign; without a key nobody can, and the page says so.
std::vector<templates::SignerOption> possible_signers(soci::session& db, App& app,
                                                      workflow::Id organ);

// A draft as it would be written now: what it says, and in which words.
struct DraftPaper {
    nlohmann::json data;
    std::string words;
};
DraftPaper draft_paper(soci::session& db, App& app, const workflow::Decision& decision);

// Whether the reader drafts decisions; not while in conflict with anything under way.
bool may_draft(const sql::Horizon& horizon);

// Problem{forbidden} when the decision is not for this reader, as long as it is not issued.
void expect_not_reserved(const workflow::Decision& decision);

// Whether the decision may still be edited: it is a draft that has not been presented.
bool is_draft(const workflow::Decision& decision);

}  // namespace tdkt::server
