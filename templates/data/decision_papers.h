// What follows from a decision: money, certificates, the roll of honour.
#pragma once

#include <span>

#include "templates/data/words.h"

namespace tdkt::templates {

// The items of `decision` with what each receives; the sum is of these amounts.
nlohmann::json payment_data(const Issuer& organ, const workflow::Decision& decision,
                            const workflow::Document& paper, const Signer& maker,
                            const Signer& checker, workflow::Day today);

// One certificate. `number` is its line in the roll of honour of the year.
nlohmann::json certificate_data(const Issuer& organ, const workflow::Decision& decision,
                                const workflow::DecisionItem& item, const workflow::Document& paper,
                                int number);

struct Granted {
    const workflow::Decision* decision;
    const workflow::Document* paper;
};

// The year's decisions in the order of their numbers; lines are numbered through.
nlohmann::json honour_data(const Issuer& organ, int year, std::span<const Granted> granted,
                           const std::string& keeper, const Signer& signer, workflow::Day today);

}  // namespace tdkt::templates
