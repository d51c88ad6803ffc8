#include "workflow/diagram.h"

#include "workflow/checks.h"
#include "workflow/texts.h"

namespace tdkt::workflow {

std::string role_list(Role roles) {
    return listed(names<Role>, ", ", [&](const auto& role) {
        return has(roles, role.value) ? role.label : std::string_view();
    });
}

std::string mermaid(std::optional<State> now) {
    std::string out = "stateDiagram-v2\n";
    for (const auto& name : names<State>)
        out += "    " + std::string(name.code) + " : " + std::string(name.label) + "\n";
    out += "    [*] --> draft\n";
    for (const auto& row : transitions) {
        if (row.from == row.to) continue;
        out += "    " + std::string(code(row.from)) + " --> " + std::string(code(row.to)) + " : " +
               std::string(label(row.event)) + " (" + role_list(row.role) + ")\n";
    }
    for (const auto& name : names<State>)
        if (is_final(name.value)) out += "    " + std::string(name.code) + " --> [*]\n";
    if (now) out += "    class " + std::string(code(*now)) + " now\n";
    return out;
}

}  // namespace tdkt::workflow
