// The two desks at which a decision gets its signatures: the leader's, who signs
// the rendered paper, and the clerk's, who numbers, dates and seals it.
#pragma once

#include <optional>

#include "server/steps/acts.h"
#include "sql/documents.h"
#include "templates/views/decisions.h"

namespace tdkt::server {

// The series from which decisions take their numbers, and their part of the register.
inline constexpr auto decision_series = "decision";

// A signed paper made ready before the change that keeps it, since a signature
// may come from a slow token.
struct Prepared {
    workflow::Document document;  // as it was when it was signed
    std::string bytes;
    int number = 0;       // of the issued decision
    std::int64_t at = 0;  // the time of its signature, or seal; the step is not of an earlier one
};

// For sign and issue: the paper with the signature, if the step can be taken as
// things stand; nothing otherwise, and for every other event. Problem when the
// key is not to be had or the paper is not what it should be.
std::optional<Prepared> prepare(const Request& request, App& app, const Asked& asked);

// Whether another decision has taken the number that `prepared` bears. It may
// then be prepared anew.
bool number_is_taken(App& app, const Prepared& prepared);

// Keeps what prepare() made, within the change that records the step: the file,
// the number, the line in the register, all as of `at`. Problem{stale} when somebody
// was faster, or the day is another than the paper says. `by_edxml`: what is issued goes
// to the organs on the document exchange.
void keep(sql::Change& change, const workflow::Actor& actor, const Asked& asked,
          const std::optional<Prepared>& prepared, std::int64_t at, bool by_edxml);

// The signatures on a paper, verified.
std::vector<templates::SignatureShown> signatures_on(soci::session& db, App& app,
                                                     const workflow::Document& document);

}  // namespace tdkt::server
