#include "workflow/dossier.h"

#include <algorithm>
#include <charconv>

#include "workflow/canonical.h"
#include "workflow/checks.h"

namespace tdkt::workflow {
std::string dossier_code(Id id) {
    const auto digits = std::to_string(id);
    return "HS-" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

Id dossier_named(std::string_view text) {
    if (text.size() < 3 || (text[0] != 'H' && text[0] != 'h') || (text[1] != 'S' && text[1] != 's'))
        return 0;
    const auto* end = text.data() + text.size();
    const auto* digits = text.data() + (text[2] == '-' || text[2] == ' ' ? 3 : 2);
    Id id = 0;
    const auto [stopped, error] = std::from_chars(digits, end, id);
    return error == std::errc() && stopped == end && id > 0 ? id : 0;
}

State state_of(const std::vector<Nomination>& nominations) {
    auto furthest = State::draft;
    auto nearest = State::archived;
    bool under_way = nominations.empty();
    for (const auto& nomination : nominations) {
        furthest = std::max(furthest, nomination.state);
        if (is_final(nomination.state)) continue;
        under_way = true;
        nearest = std::min(nearest, nomination.state);
    }
    if (nominations.empty()) return State::draft;
    return under_way ? nearest : furthest;
}

std::string canonical(const Nomination& nomination, const std::vector<Attachment>& attachments) {
    std::string text;
    append_field(text, std::to_string(nomination.id));
    append_field(text, code(nomination.subject));
    append_field(text, nomination.award);
    for (const auto id : {nomination.prize, nomination.nominee_account, nomination.nominee_unit})
        append_field(text, std::to_string(id));
    for (const auto* field :
         {&nomination.name, &nomination.post, &nomination.summary, &nomination.report})
        append_field(text, *field);
    for (const auto& attachment : attachments) {
        if (attachment.dossier != nomination.dossier) continue;
        if (attachment.nomination != 0 && attachment.nomination != nomination.id) continue;
        append_field(text, code(attachment.part));
        append_field(text, attachment.sha256);
    }
    return text;
}

}  // namespace tdkt::workflow
