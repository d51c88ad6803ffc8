#include "workflow/decision.h"

#include "workflow/canonical.h"

namespace tdkt::workflow {
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
