// Makes the certificates of a decision, and takes their file away when its time is over.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/app.h"
#include "sql/jobs.h"
#include "templates/data/decision_papers.h"
#include "templates/paper/print.h"
#include "workflow/certificates.h"

namespace tdkt::server {

// The job's subject is a batch. Each run begins anew: that takes less than remembering
// where the last one stood would (measured: README), and a run that was killed has left
// nothing but a folder.
void make_certificates(App& app, const sql::Job& job);
void forget_certificates(App& app, const sql::Job& job);

// The certificates as data, in the order of the annex. `before`: lines of the roll of
// honour that stand before the first.
std::vector<nlohmann::json> certificates(const templates::IssuedDecision& decision,
                                         workflow::CertificateKind kind, int before);

// The same for an issued paper of the organ. Throws as issued_decision() does.
std::vector<nlohmann::json> certificates(soci::session& db, const workflow::Document& paper,
                                         workflow::CertificateKind kind);

// "Giấy khen kèm theo Quyết định số 05/QĐ-BHXH"
std::string batch_title(const workflow::CertificateBatch& batch);

// What a batch is written with. `made` is told after each certificate; what it throws
// ends the work. Gives warnings, each with the name that it is about.
struct Making {
    const workflow::CertificateOrder& order;
    const std::string& title;
    workflow::Day day;
    const std::vector<nlohmann::json>& sheets;
    std::function<void()> made;
    std::string_view words = {};  // the template; empty: the program's own
};
std::vector<std::string> write_certificates(const std::string& path, const Making& making);

}  // namespace tdkt::server
