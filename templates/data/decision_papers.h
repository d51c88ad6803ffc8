// What follows from a decision: money, certificates, the roll of honour.
#pragma once

#include <span>

#include "templates/data/issued.h"
#include "workflow/certificates.h"

namespace tdkt::templates {

// What each of the decision receives, and the sum of it. The leader who signed the
// decision approves; where the records name nobody, a name is empty and its line stays
// open.
nlohmann::json payment_data(const IssuedDecision& decision, const Signer& maker,
                            const Signer& checker, workflow::Day today);

// One certificate. `number` is its line in the roll of honour of the year.
nlohmann::json certificate_data(const IssuedDecision& decision, const Honoured& one, int number,
                                workflow::CertificateKind kind);

// The year's decisions in the order of their numbers, one at least; lines are numbered
// through.
nlohmann::json honour_data(int year, std::span<const IssuedDecision> decisions,
                           const std::string& keeper, const Signer& signer, workflow::Day today);

}  // namespace tdkt::templates
