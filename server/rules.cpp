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

Award read_award(const json& from) {
    Award award;
    award.code = from.at("code");
    award.name = from.at("name");
    award.subjects = set_of<Subject>(from.at("subjects"));
    award.required = set_of<Part>(from.at("required"));
    award.threshold = {from.at("threshold").at("permille"), from.at("threshold").at("more")};
    award.citation = citation(from);
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
    pack.bases = from.at("bases");
    for (const auto& clock : from.at("clocks"))
        pack.clocks[stored<State>(clock.at("state").get<std::string>())] = clock.at("working_days");
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
