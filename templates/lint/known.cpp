#include "templates/lint/known.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "templates/resources.h"

namespace tdkt::templates::lint {
namespace {

using nlohmann::json;
using workflow::Day;

Day day_at(const json& from, const char* key) {
    const auto text = from.at(key).get<std::string>();
    if (const auto day = workflow::parse_day(text)) return *day;
    throw std::logic_error(std::string(key) + " is not a day: " + text);
}

Term term_of(const json& from) {
    Term term{day_at(from, "valid_from"), {}};
    if (!from.at("valid_to").is_null()) term.to = day_at(from, "valid_to");
    return term;
}

LegalText text_of(const json& from) {
    return {from.at("kind"), from.at("number"), from.at("title"), day_at(from, "issued_on"),
            term_of(from)};
}

Province province_of(const json& from, Day since) {
    return {from.at("name"), from.at("merged"), since};
}

Delegation delegation_of(const json& from) {
    return {from.at("organ"), from.at("prefix"), from.at("title"), from.at("signer"),
            term_of(from)};
}

}  // namespace

Known read_known(std::string_view text) {
    try {
        const auto from = json::parse(text);
        Known known;
        for (const auto& each : from.at("texts")) known.texts.push_back(text_of(each));
        const auto& provinces = from.at("provinces");
        const auto since = day_at(provinces, "valid_from");
        for (const auto& each : provinces.at("rows"))
            known.provinces.push_back(province_of(each, since));
        for (const auto& each : from.at("seats"))
            known.seats.push_back({each.at("organ"), each.at("place")});
        for (const auto& each : from.at("delegations"))
            known.delegations.push_back(delegation_of(each));
        return known;
    } catch (const std::exception& error) {
        throw std::logic_error(std::string("lint/known.json: ") + error.what());
    }
}

const Known& known_to_us() {
    static const auto known = read_known(resource("lint/known.json"));
    return known;
}

}  // namespace tdkt::templates::lint
