#include "workflow/account_change.h"

#include "workflow/canonical.h"

namespace tdkt::workflow {

std::string chained(const AccountEntry& entry, const std::string& before) {
    std::string text;
    append_field(text, before);
    for (const auto number : {entry.account, entry.seq, entry.at, entry.actor})
        append_field(text, std::to_string(number));
    append_field(text, code(entry.change));
    append_field(text, entry.was);
    append_field(text, entry.is);
    return text;
}

std::string role_codes(Role roles) {
    std::string codes;
    for (const auto& role : role_names)
        if (has(roles, role.value)) codes.append(codes.empty() ? "" : ",").append(role.code);
    return codes;
}

}  // namespace tdkt::workflow
