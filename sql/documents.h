// Official papers, their numbers, and the register.
#pragma once

#include <optional>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/decision.h"

namespace tdkt::sql {

// The newest paper of a kind about a subject.
std::optional<workflow::Document> find_document(soci::session& db, const std::string& subject_kind,
                                                workflow::Id subject, workflow::PaperKind kind);

// Every paper about a subject, the oldest first.
std::vector<workflow::Document> load_documents(soci::session& db, const std::string& subject_kind,
                                               workflow::Id subject);

// What was written about a dossier itself, and the decisions issued on it. Without their
// `data` and `inputs`: a page shows what there is.
// Only the latter when something in it is hidden from the reader: they name all that is in it.
std::vector<workflow::Document> papers_on_dossier(soci::session& db,
                                                  const workflow::Dossier& dossier);

// The issued decisions of a year in the order of their numbers.
std::vector<workflow::Document> issued_decisions(soci::session& db, workflow::Id organ, int year);

workflow::Document load_document(soci::session& db, workflow::Id id);  // Problem{missing}
// Problem{missing} as well for what is about nothing but what is hidden from the reader.
workflow::Document load_document(soci::session& db, const Horizon& horizon, workflow::Id id);
std::optional<workflow::Document> document_by_code(soci::session& db, const std::string& code);

workflow::Id add_document(Change& change, const workflow::Document& document);

// The bytes with one signature more; `before`: those that it was added to, empty when it is the
// first. Problem{stale} if somebody else has signed since.
void set_signed_file(Change& change, workflow::Id document, const std::string& before,
                     const std::string& after);

// The sealed bytes, with number and day. Problem{stale} if it is issued already.
void set_issued_file(Change& change, const workflow::Document& document);

// The number that the series will give next; nobody has it until take_number().
int next_number(soci::session& db, workflow::Id organ, const std::string& kind, int year);

// Takes that number. Problem{stale} when somebody took it first: nothing is
// lost, ask for the next one and try again.
void take_number(Change& change, workflow::Id organ, const std::string& kind, int year, int number);

// Takes whatever number is next, for papers that do not carry it in a signature.
int take_next_number(Change& change, workflow::Id organ, const std::string& kind, int year);

// The latest day in its register, of all years; empty when nothing stands there.
std::string last_issued_on(soci::session& db, workflow::Id organ, const std::string& kind);

// When an organ issued its last decision; 0: it has issued none.
std::int64_t last_issued_at(soci::session& db, workflow::Id organ);

void add_to_register(Change& change, workflow::Id organ, const std::string& kind, int year,
                     const workflow::RegisterEntry& entry);

// Whether the register has the document's line: its number, symbol, day and title.
bool is_registered(soci::session& db, const workflow::Document& document);

// Which lines of the outgoing register: those of one series in one year, the
// newest first, at most `most` of those before the number `before` (0: from the newest).
struct RegisterPage {
    std::string kind;
    int year = 0;
    int before = 0;
    int most = 50;
};
std::vector<workflow::RegisterEntry> load_register(soci::session& db, workflow::Id organ,
                                                   const RegisterPage& page);

}  // namespace tdkt::sql
