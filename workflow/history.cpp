#include "workflow/history.h"

#include <stdexcept>

#include "workflow/canonical.h"
#include "workflow/transitions.h"

namespace tdkt::workflow {
namespace {

bool in_table(const Entry& entry) {
    for (const auto& row : transitions)
        if (row.from == entry.from && row.event == entry.event && row.to == entry.to) return true;
    return false;
}

[[noreturn]] void broken(const Entry& entry, const char* why) {
    throw std::logic_error("dossier " + std::to_string(entry.dossier) + ", line " +
                           std::to_string(entry.seq) + ": " + why);
}

}  // namespace

std::string chained(const Entry& entry, const std::string& before) {
    std::string text;
    append_field(text, before);
    for (const auto number : {entry.dossier, entry.seq, entry.nomination, entry.at, entry.actor})
        append_field(text, std::to_string(number));
    append_field(text, code(entry.event));
    append_field(text, code(entry.from));
    append_field(text, code(entry.to));
    append_field(text, entry.reason);
    append_field(text, entry.data);
    return text;
}

std::map<Id, State> replay(std::span<const Entry> entries) {
    std::map<Id, State> states;
    std::int64_t expected = 0;
    for (const auto& entry : entries) {
        if (entry.seq != ++expected) broken(entry, "a line before it is missing");
        const auto known = states.find(entry.nomination);
        const auto from = known == states.end() ? State::draft : known->second;
        if (entry.from != from) broken(entry, "does not begin where the one before ended");
        if (!in_table(entry)) broken(entry, "is no step of the table");
        states[entry.nomination] = entry.to;
    }
    return states;
}

}  // namespace tdkt::workflow
