#include "workflow/awards.h"

#include <stdexcept>

namespace tdkt::workflow {

const Award& Pack::award(std::string_view wanted) const {
    for (const auto& award : awards)
        if (award.code == wanted) return award;
    throw std::logic_error("pack " + code + " has no award " + std::string(wanted));
}

const Pack& Rules::on(Day day) const {
    if (packs.empty()) throw std::logic_error("no rule pack is loaded");
    for (const auto& pack : packs)
        if (day <= pack.valid_to) return pack;
    return packs.back();
}

const Pack& Rules::pack(std::string_view code) const {
    for (const auto& pack : packs)
        if (pack.code == code) return pack;
    throw std::logic_error("no rule pack " + std::string(code));
}

std::vector<std::string> missing_parts(const Award& award, Part present) {
    std::vector<std::string> missing;
    for (const auto& part : names<Part>)
        if (has(award.required, part.value) && !has(present, part.value))
            missing.emplace_back(part.label);
    return missing;
}

std::optional<Day> due(const Rules& rules, const Pack& pack, State state, std::int64_t since) {
    const auto clock = pack.clocks.find(state);
    if (clock == pack.clocks.end()) return {};
    return rules.calendar.after(day_of(since), clock->second);
}

}  // namespace tdkt::workflow
