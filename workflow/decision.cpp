#include "workflow/decision.h"

#include "workflow/canonical.h"

namespace tdkt::workflow {
State Decision::state() const {
    std::vector<Nomination> nominations;
    for (const auto& item : items) nominations.push_back(item.nomination);
    return state_of(nominations);
}

std::string canonical(const Decision& decision) {
    std::string text;
    for (const auto* field : {&decision.title, &decision.basis, &decision.signer_name,
                              &decision.signer_post, &decision.signs_for})
        append_field(text, *field);
    for (const auto& item : decision.items) {
        append_field(text, std::to_string(item.amount));
        append_field(text, item.unit_name);
        append_field(text, item.award_name);
        append_field(text, canonical(item.nomination, {}));
    }
    return text;
}

}  // namespace tdkt::workflow
