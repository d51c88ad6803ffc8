#include "templates/desk/names.h"

#include "templates/papers.h"
#include "templates/resources.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using nlohmann::json;

namespace {

constexpr std::size_t most_wrong = 100;

// Adds what `value` has to what is known already: members of a list may differ.
void learn(DataShape& shape, const json& value) {
    if (value.is_object()) {
        if (shape.kind == DataShape::Kind::text) shape.kind = DataShape::Kind::object;
        for (const auto& [name, member] : value.items()) learn(shape.members[name], member);
    } else if (value.is_array()) {
        DataShape members;
        members.members = std::move(shape.members);
        for (const auto& member : value) learn(members, member);
        shape.members = std::move(members.members);
        shape.kind = DataShape::Kind::list;
    }
}

const DataShape* find(const DataShape& scope, std::string_view name) {
    if (name == ".") return &scope;
    const auto* at = &scope;
    while (true) {
        const auto dot = std::min(name.find('.'), name.size());
        const auto found = at->members.find(name.substr(0, dot));
        if (found == at->members.end()) return nullptr;
        at = &found->second;
        if (dot == name.size()) return at;
        if (at->kind != DataShape::Kind::object) return nullptr;
        name.remove_prefix(dot + 1);
    }
}

std::string list_of(const DataShape& scope) {
    const auto text =
        workflow::listed(scope.members, ", ", [](const auto& one) { return one.first; });
    return text.empty() ? "." : text;
}

struct Walk {
    const Filling& filling;
    Named made;

    void range(std::size_t begin, std::size_t end, const DataShape& scope,
               const std::string& path) {
        using Kind = Filling::Part::Kind;
        for (auto i = begin; i < end; ++i) {
            const auto& part = filling.parts()[i];
            if (part.kind == Kind::text || part.kind == Kind::close) continue;
            const auto* found = find(scope, part.words);
            if (found == nullptr) {
                if (made.wrong.size() < most_wrong)
                    made.wrong.push_back(
                        {filling.place(part), std::string(part.words), list_of(scope)});
                found = &scope;
            }
            const auto full = part.words == "." ? path : path + std::string(part.words);
            made.used.insert(full);
            if (part.kind == Kind::value) continue;
            const bool enters = part.kind == Kind::section && found->kind != DataShape::Kind::text;
            range(i + 1, part.close, enters ? *found : scope,
                  enters && found != &scope ? full + "." : path);
            i = part.close;
        }
    }
};

json read(std::string_view name) {
    return json::parse(resource(std::string(name) + ".json"));
}

}  // namespace

const json& sample_data(std::string_view kind) {
    static const auto all = [] {
        std::map<std::string, json, std::less<>> made;
        for (const auto& one : paper_kinds())
            made.emplace(one.code, read("samples/" + std::string(one.code)));
        return made;
    }();
    return all.find(paper_kind(kind).code)->second;
}

json further_data(std::string_view kind) {
    const auto also = read("desk/also");
    const auto text = shipped_text(kind);
    auto more = also.value(std::string(kind), json::object());
    for (const auto& [name, member] : also.at("shared").items())
        if (text.find("{{#" + name) != text.npos) more[name] = member;
    return more;
}

const DataShape& shape_of(std::string_view kind) {
    static const auto all = [] {
        std::map<std::string, DataShape, std::less<>> made;
        for (const auto& one : paper_kinds()) {
            auto& shape = made[std::string(one.code)];
            learn(shape, sample_data(one.code));
            learn(shape, further_data(one.code));
        }
        return made;
    }();
    return all.find(paper_kind(kind).code)->second;
}

Named names_in(const Filling& filling, const DataShape& shape) {
    Walk walk{filling, {}};
    walk.range(0, filling.parts().size(), shape, "");
    return std::move(walk.made);
}

std::vector<std::string> lines_of(const DataShape& shape) {
    std::vector<std::string> lines;
    for (const auto& [name, member] : shape.members) {
        auto line = name;
        if (!member.members.empty()) line += " {" + workflow::listed(lines_of(member), ", ") + "}";
        if (member.kind == DataShape::Kind::list) line = line.replace(name.size(), 0, "[]");
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace tdkt::templates
