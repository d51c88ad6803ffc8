// The data of a paper as offices really have them: what may be absent is, lists of
// one and of many, texts that run on, and names that look like markup.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "templates/papers.h"
#include "tests/support/paper.h"
#include "workflow/problem.h"

namespace tdkt::test {

// The places of all data in an object, with what stands below them.
inline void collect_places(const nlohmann::json& value, const nlohmann::json::json_pointer& at,
                           std::vector<nlohmann::json::json_pointer>& places) {
    for (const auto& [name, member] : value.items()) {
        const auto place = at / name;
        places.push_back(place);
        if (member.is_object()) collect_places(member, place, places);
    }
}

inline bool renders(const std::string& kind, const nlohmann::json& data) {
    try {
        templates::paper_pdf(kind, data);
        return true;
    } catch (const workflow::Problem&) {
        return false;
    }
}

// Without all that may be absent; what is free to go once something else has gone, too.
inline nlohmann::json bare(const std::string& kind, nlohmann::json data) {
    std::vector<nlohmann::json::json_pointer> places;
    collect_places(data, nlohmann::json::json_pointer(), places);
    for (int round = 0; round < 2; ++round)
        for (const auto& place : places) {
            if (!data.contains(place)) continue;
            auto without = data;
            without[place.parent_pointer()].erase(place.back());
            if (renders(kind, without)) data = std::move(without);
        }
    return data;
}

// Every list of objects with `count` members.
inline void resize_lists(nlohmann::json& value, std::size_t count) {
    for (auto& member : value) {
        if (!member.is_structured()) continue;
        if (member.is_array() && !member.empty() && member[0].is_object() &&
            member[0].contains("no")) {
            const auto sample = member;
            member = nlohmann::json::array();
            for (std::size_t i = 0; i < count; ++i) {
                member.push_back(sample[i % sample.size()]);
                member.back()["no"] = i + 1;
            }
        } else {
            resize_lists(member, count);
        }
    }
}

inline void rename(nlohmann::json& value, const std::string& name) {
    for (const auto& [key, member] : value.items()) {
        if (member.is_structured())
            rename(member, name);
        else if (key == "name")
            member = name;
    }
}

using Variant = std::pair<std::string, nlohmann::json>;

inline std::vector<Variant> variants(const std::string& kind) {
    const auto sample = paper_data(kind);
    auto one = sample;
    resize_lists(one, 1);
    auto sixty = sample;
    resize_lists(sixty, 60);
    auto odd = sample;
    rename(odd, "Công ty TNHH A & B <“Buôn Đôn”> \"x\" 'y' {{name}} \\ (z)");
    auto endless = sample;
    if (sample.contains("subject"))
        // Decree 30/2020, Annex VI: 500 letters at most.
        while (endless["subject"].get_ref<const std::string&>().size() < 500)
            endless["subject"] = endless["subject"].get<std::string>() + " và " +
                                 sample["subject"].get<std::string>();
    return {{"sample", sample},    {"bare", bare(kind, sample)}, {"one row", one},
            {"sixty rows", sixty}, {"odd names", odd},           {"long subject", endless}};
}

}  // namespace tdkt::test
