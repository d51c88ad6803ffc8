#include "server/rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tdkt::server {
namespace {

using namespace workflow;
using nlohmann::json;

Day day_at(const json& object, const char* key) {
    const auto text = object.at(key).get<std::string>();
    if (const auto day = parse_day(text)) return *day;
    throw std::logic_error(std::string(key) + " is not a day: " + text);
}

Citation citation(const json& object) {
    const auto& cite = object.at("cite");
    return {cite.at("document"), cite.at("article")};
}

template <class E>
E set_of(const json& codes) {
    E set{};
    for (const auto& code : codes) set = set | stored<E>(code.get<std::string>());
    return set;
}

// Codes are in forms and addresses of fields, so they are plain; the points are whole.
Criterion read_criterion(const json& from) {
    Criterion criterion{from.at("code"), from.at("text"), from.at("most"), citation(from)};
    const bool plain = std::ranges::all_of(
        criterion.code, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (criterion.code.empty() || criterion.code.size() > 40 || !plain || criterion.most < 1)
        throw std::logic_error("not a criterion: " + from.dump());
    return criterion;
}

Threshold read_threshold(const json& from) {
    const Threshold threshold{from.at("num"), from.at("den"), from.at("more")};
    const bool above_half = 2 * std::int64_t{threshold.num} >= threshold.den;
    if (threshold.den < 1 || threshold.num > threshold.den || !above_half ||
        (threshold.more && threshold.num == threshold.den))
        throw std::logic_error("a threshold is a share from half to all: " + from.dump());
    return threshold;
}

Award read_award(const json& from) {
    Award award;
    award.code = from.at("code");
    award.name = from.at("name");
    award.subjects = set_of<Subject>(from.at("subjects"));
    award.required = set_of<Part>(from.at("required"));
    award.threshold = read_threshold(from.at("threshold"));
    award.citation = citation(from);
    if (from.contains("criteria"))
        for (const auto& one : from.at("criteria")) award.criteria.push_back(read_criterion(one));
    // What no rule allows otherwise is voted on in secret.
    if (from.contains("voting")) {
        award.forms.clear();
        for (const auto& form : from.at("voting").at("forms"))
            award.forms.push_back(stored<Form>(form.get<std::string>()));
        award.forms_citation = citation(from.at("voting"));
    }
    return award;
}

void read_content(Pack& pack, const json& from) {
    const auto& quorum = from.at("quorum");
    pack.quorum_num = quorum.at("num");
    pack.quorum_den = quorum.at("den");
    pack.quorum_citation = citation(quorum);
    const auto& recusal = from.at("recusal");
    pack.recusal_reduces_members = recusal.at("reduces_members");
    pack.recusal_citation = citation(recusal);
    if (from.contains("tie")) {
        pack.tie_breaker = stored<TieBreaker>(from.at("tie").at("decided_by").get<std::string>());
        pack.tie_citation = citation(from.at("tie"));
    }
    pack.bases = from.at("bases");
    for (const auto& clock : from.at("clocks"))
        pack.clocks[stored<State>(clock.at("state").get<std::string>())] = clock.at("working_days");
    pack.sheet_days = from.at("sheets").at("working_days");
    pack.sheet_citation = citation(from.at("sheets"));
    for (const auto& award : from.at("awards")) pack.awards.push_back(read_award(award));
}

// A pack whose text is not to be had yet stands on the one before it, and stays
// unconfirmed until an officer has compared them.
Pack read_pack(const json& from, const std::vector<Pack>& earlier) {
    Pack pack;
    if (from.contains("based_on")) {
        const auto base = std::find_if(earlier.begin(), earlier.end(), [&](const Pack& other) {
            return other.code == from.at("based_on");
        });
        if (base == earlier.end()) throw std::logic_error("based_on names no earlier pack");
        pack = *base;
    } else {
        read_content(pack, from);
    }
    pack.code = from.at("pack");
    pack.title = from.at("title");
    pack.valid_from = day_at(from, "valid_from");
    pack.valid_to = day_at(from, "valid_to");
    pack.confirmed = !from.at("confirmed_by").is_null();
    return pack;
}

Calendar read_calendar(const json& from) {
    Calendar calendar;
    for (const auto& day : from.at("holidays")) calendar.holidays.push_back(day_at(day, "on"));
    for (const auto& day : from.at("made_up")) calendar.made_up.push_back(day_at(day, "on"));
    return calendar;
}

}  // namespace

Rules load_rules(std::span<const Embedded> files) {
    Rules rules;
    for (const auto& file : files) {
        try {
            const auto content = json::parse(file.text());
            if (file.name == "packs/calendar.json")
                rules.calendar = read_calendar(content);
            else
                rules.packs.push_back(read_pack(content, rules.packs));
        } catch (const std::exception& error) {
            throw std::logic_error(std::string(file.name) + ": " + error.what());
        }
    }
    return rules;
}

}  // namespace tdkt::server
