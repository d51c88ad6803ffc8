#include "templates/paper/filling.h"

#include <algorithm>
#include <stdexcept>

namespace tdkt::templates {

using nlohmann::json;
using workflow::Fault;

namespace {

// Where the walk is: an object, and how it was reached.
struct Scope {
    const json& object;
    const Scope* outer = nullptr;
    std::string_view name{};
    std::size_t index = 0;
    bool listed = false;
};

std::string path_of(const Scope& scope) {
    if (!scope.outer) return {};
    auto path = path_of(*scope.outer);
    if (!path.empty() && scope.name != ".") path += '.';
    if (scope.name != ".") path += scope.name;
    if (scope.listed) path += "[" + std::to_string(scope.index) + "]";
    return path;
}

const json* find(const json& object, std::string_view name) {
    if (name == ".") return &object;
    const json* at = &object;
    while (true) {
        const auto dot = std::min(name.find('.'), name.size());
        if (!at->is_object()) return nullptr;
        const auto found = at->find(name.substr(0, dot));
        if (found == at->end()) return nullptr;
        at = &*found;
        if (dot == name.size()) return at;
        name.remove_prefix(dot + 1);
    }
}

bool shown(const json* found) {
    if (!found || found->is_null()) return false;
    if (found->is_boolean()) return found->get<bool>();
    if (const auto* text = found->get_ptr<const std::string*>()) return !text->empty();
    return !found->is_array() || !found->empty();
}

constexpr bool is_markup(char letter) {
    return letter == '&' || letter == '<' || letter == '>' || letter == '"' || letter == '\'';
}

void append_escaped(std::string& out, std::string_view text) {
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_markup(text[at])) continue;
        out += text.substr(done, at - done);
        out += text[at] == '&'   ? "&amp;"
               : text[at] == '<' ? "&lt;"
               : text[at] == '>' ? "&gt;"
               : text[at] == '"' ? "&quot;"
                                 : "&apos;";
        done = at + 1;
    }
    out += text.substr(done);
}

// A walk goes two calls deeper for each section within another.
constexpr std::size_t deepest_section = 32;
constexpr std::size_t most_faults = 100;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

// Where the line begins on which nothing stands but the tag from `begin` to `end`; npos when
// more does. What comes before `done` is not looked at: a tag stands there.
std::size_t lonely(std::string_view text, std::size_t done, std::size_t begin, std::size_t end) {
    const auto before = text.substr(done, begin - done);
    const auto newline = before.rfind('\n');
    if (newline == text.npos && done > 0 && text[done - 1] != '\n') return text.npos;
    const auto line = newline == text.npos ? done : done + newline + 1;
    if (!is_blank(text.substr(line, begin - line))) return text.npos;
    const auto next = std::min(text.find('\n', end), text.size());
    return is_blank(text.substr(end, next - end)) ? line : text.npos;
}

}  // namespace

struct Filling::Walk {
    const Filling& filling;
    const std::vector<Part>& parts;
    std::vector<Fault>& faults;
    Budget budget;
    Notes* notes;
    std::string out;

    // Before each part is written.
    void step(const Part& part) {
        if (budget.steps-- == 0 || out.size() > budget.bytes) throw Overfull();
        if (notes)
            notes->origins.push_back(
                {out.size(), filling.place(part), part.kind == Part::Kind::text});
    }

    void fault(const Scope& scope, std::string_view name, bool lacks) {
        if (faults.size() >= most_faults) return;
        auto path = path_of({scope.object, &scope, name, 0, false});
        for (const auto& earlier : faults)
            if (earlier.field == path) return;
        auto message =
            lacks ? "Thiếu dữ liệu “" + path + "”." : "Dữ liệu “" + path + "” phải là chữ hoặc số.";
        faults.push_back({std::move(path), std::move(message)});
        if (notes) notes->faulty.push_back({filling.place(name), lacks});
    }

    void value(const Scope& scope, std::string_view name) {
        const auto* found = find(scope.object, name);
        if (!found || found->is_null())
            fault(scope, name, true);
        else if (const auto* text = found->get_ptr<const std::string*>())
            append_escaped(out, *text);
        else if (found->is_number())
            out += found->dump();
        else
            fault(scope, name, false);
    }

    void section(const Part& part, std::uint32_t begin, const Scope& scope) {
        const auto* found = find(scope.object, part.words);
        if (!shown(found)) return;
        if (found->is_array()) {
            std::size_t index = 0;
            for (const auto& member : *found) {
                if (budget.steps-- == 0) throw Overfull();
                range(begin, part.close, {member, &scope, part.words, index++, true});
            }
        } else if (found->is_object()) {
            range(begin, part.close, {*found, &scope, part.words, 0, false});
        } else {
            range(begin, part.close, scope);
        }
    }

    void range(std::uint32_t begin, std::uint32_t end, const Scope& scope) {
        for (auto i = begin; i < end; ++i) {
            const auto& part = parts[i];
            step(part);
            switch (part.kind) {
                case Part::Kind::text:
                    out += part.words;
                    break;
                case Part::Kind::value:
                    value(scope, part.words);
                    break;
                case Part::Kind::section:
                    section(part, i + 1, scope);
                    i = part.close;
                    break;
                case Part::Kind::inverted:
                    if (!shown(find(scope.object, part.words))) range(i + 1, part.close, scope);
                    i = part.close;
                    break;
                case Part::Kind::close:
                    break;
            }
        }
    }
};

Filling::Filling(std::string text) : text_(std::move(text)) {
    read();
}

void Filling::add_text(std::string_view words) {
    if (!words.empty()) parts_.push_back({Part::Kind::text, words});
}

void Filling::add_tag(char sign, std::string_view name, std::vector<std::uint32_t>& open) {
    const auto at = static_cast<std::size_t>(name.data() - text_.data());
    const auto number = static_cast<std::uint32_t>(parts_.size());
    auto kind = Part::Kind::value;
    if (std::string_view("{&=>").find(sign) != std::string_view::npos)
        throw Unfillable(at, Flaw::tag_forbidden, "{{" + std::string(1, sign));
    if (sign == '/') {
        if (open.empty() || parts_[open.back()].words != name)
            throw Unfillable(at, Flaw::section_closes_nothing, name);
        parts_[open.back()].close = number;
        open.pop_back();
        kind = Part::Kind::close;
    } else if (sign == '#' || sign == '^') {
        if (open.size() == deepest_section) throw Unfillable(at, Flaw::sections_too_deep, name);
        open.push_back(number);
        kind = sign == '#' ? Part::Kind::section : Part::Kind::inverted;
    }
    parts_.push_back({kind, name});
}

// A line with nothing but sections on it leaves no line.
void Filling::read() {
    const std::string_view text(text_);
    std::vector<std::uint32_t> open;
    std::size_t done = 0;
    for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at)) {
        const auto end = text.find("}}", at);
        if (end == text.npos) throw Unfillable(at, Flaw::tag_open, "");
        auto name = text.substr(at + 2, end - at - 2);
        const char sign = name.empty() ? '!' : name.front();
        const bool value = std::string_view("!#^/").find(sign) == std::string_view::npos;
        const auto line = value ? text.npos : lonely(text, done, at, end + 2);
        const bool alone = line != text.npos;
        add_text(text.substr(done, (alone ? line : at) - done));
        at = done = alone ? std::min(text.find('\n', end), text.size() - 1) + 1 : end + 2;
        if (sign == '!') continue;
        if (!value) name.remove_prefix(1);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        add_tag(sign, name, open);
    }
    add_text(text.substr(std::min(done, text.size())));
    if (!open.empty()) {
        const auto& last = parts_[open.back()];
        throw Unfillable(place(last), Flaw::section_open, last.words);
    }
}

std::string Filling::fill(const json& data, std::vector<Fault>& faults, const Budget& budget,
                          Notes* notes) const {
    Walk walk{*this, parts_, faults, budget, notes, {}};
    walk.out.reserve(text_.size() * 2);
    walk.range(0, static_cast<std::uint32_t>(parts_.size()), {data});
    if (walk.out.size() > budget.bytes) throw Overfull();
    return std::move(walk.out);
}

std::size_t source_of(const std::vector<Origin>& origins, std::size_t byte) {
    const auto behind = std::ranges::upper_bound(origins, byte, {}, &Origin::filled);
    if (behind == origins.begin()) return 0;
    const auto& origin = *(behind - 1);
    return origin.copied ? origin.source + byte - origin.filled : origin.source;
}

}  // namespace tdkt::templates
