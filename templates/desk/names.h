// Which names the data of a kind of paper have, and whether a template keeps to them.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/filling.h"

namespace tdkt::templates {

// What a name stands for: a text or number, an object, or a list with the names of its
// members.
struct DataShape {
    enum class Kind : std::uint8_t { text, object, list } kind = Kind::text;
    std::map<std::string, DataShape, std::less<>> members;
};

// samples/KIND.json: realistic data of a kind of paper, for trying templates out.
const nlohmann::json& sample_data(std::string_view kind);

// What may stand beside it, or in its stead: what a full example cannot have at once
// (desk/also.json).
nlohmann::json further_data(std::string_view kind);

// The names that its data may have: of both.
const DataShape& shape_of(std::string_view kind);

// A tag that asks for what the data do not have there.
struct Misnamed {
    std::size_t at;  // byte of the text
    std::string name;
    std::string known;  // what may be asked for instead: "no, name, award"
};

struct Named {
    std::set<std::string> used;  // by path: "persons.rows.name"
    std::vector<Misnamed> wrong;
};

Named names_in(const Filling& filling, const DataShape& shape);

// "organ {name, parent}, persons [{name, no}]": for people who write templates.
std::vector<std::string> lines_of(const DataShape& shape);

}  // namespace tdkt::templates
