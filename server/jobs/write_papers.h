// Writes the papers that steps call for: facts → data → template → PDF → store.
#pragma once

#include <nlohmann/json.hpp>

#include "server/app.h"
#include "sql/jobs.h"
#include "sql/sight.h"
#include "workflow/decision.h"

namespace tdkt::server {

// The job's subject is the dossier, meeting or decision that the paper is about.
// A paper made from the same facts already is not made again.
void write_submission(App& app, const sql::Job& job);
void write_receipt(App& app, const sql::Job& job);
void write_minutes(App& app, const sql::Job& job);
void write_decision(App& app, const sql::Job& job);

// The minutes without what is hidden from a reader: an extract, in the same words, that has no
// file and no code.
workflow::Document extract_of(soci::session& db, App& app, const sql::Horizon& horizon,
                              workflow::Document minutes);

// What the paper of a decision says, as things stand.
nlohmann::json decision_paper(soci::session& db, App& app, const workflow::Decision& decision,
                              const std::string& code);

}  // namespace tdkt::server
