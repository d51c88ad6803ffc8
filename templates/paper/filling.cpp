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

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

struct Filling::Walk {
    const std::vector<Part>& parts;
    std::vector<Fault>& faults;
    std::string out;

    void fault(const Scope& scope, std::string_view name, std::string_view before,
               std::string_view behind) {
        auto path = path_of({scope.object, &scope, name, 0, false});
        for (const auto& earlier : faults)
            if (earlier.field == path) return;
        auto message = std::string(before) + "“" + path + "”" + std::string(behind);
        faults.push_back({std::move(path), std::move(message)});
    }

    void value(const Scope& scope, std::string_view name) {
        const auto* found = find(scope.object, name);
        if (!found || found->is_null())
            fault(scope, name, "Thiếu dữ liệu ", ".");
        else if (const auto* text = found->get_ptr<const std::string*>())
            append_escaped(out, *text);
        else if (found->is_number())
            out += found->dump();
        else
            fault(scope, name, "Dữ liệu ", " phải là chữ hoặc số.");
    }

    void section(const Part& part, std::uint32_t begin, const Scope& scope) {
        const auto* found = find(scope.object, part.words);
        if (!shown(found)) return;
        if (found->is_array()) {
            std::size_t index = 0;
            for (const auto& member : *found)
                range(begin, part.close, {member, &scope, part.words, index++, true});
        } else if (found->is_object()) {
            range(begin, part.close, {*found, &scope, part.words, 0, false});
        } else {
            range(begin, part.close, scope);
        }
    }

    void range(std::uint32_t begin, std::uint32_t end, const Scope& scope) {
        for (auto i = begin; i < end; ++i) {
            const auto& part = parts[i];
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

// A line with nothing but sections on it leaves no line.
void Filling::read() {
    const std::string_view text(text_);
    std::vector<std::uint32_t> open;
    std::size_t done = 0;
    for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at)) {
        const auto end = text.find("}}", at);
        if (end == text.npos) throw std::logic_error("a Mustache tag is not closed");
        auto name = text.substr(at + 2, end - at - 2);
        const auto line = text.rfind('\n', at) + 1;
        const auto next = std::min(text.find('\n', end), text.size() - 1);
        const char sign = name.empty() ? '!' : name.front();
        const bool value = std::string_view("!#^/").find(sign) == std::string_view::npos;
        const bool alone = !value && line >= done && is_blank(text.substr(line, at - line)) &&
                           is_blank(text.substr(end + 2, next - std::min(next, end + 2)));
        add_text(text.substr(done, (alone ? line : at) - done));
        at = done = alone ? next + 1 : end + 2;
        if (sign == '!') continue;
        if (!value) name.remove_prefix(1);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (sign == '/') {
            if (open.empty() || parts_[open.back()].words != name)
                throw std::logic_error("{{/" + std::string(name) + "}} closes nothing");
            parts_[open.back()].close = static_cast<std::uint32_t>(parts_.size());
            open.pop_back();
        } else if (!value) {
            open.push_back(static_cast<std::uint32_t>(parts_.size()));
        }
        parts_.push_back({value         ? Part::Kind::value
                          : sign == '#' ? Part::Kind::section
                          : sign == '^' ? Part::Kind::inverted
                                        : Part::Kind::close,
                          name});
    }
    add_text(text.substr(std::min(done, text.size())));
    if (!open.empty())
        throw std::logic_error("{{#" + std::string(parts_[open.back()].words) + "}} is not closed");
}

std::string Filling::fill(const json& data, std::vector<Fault>& faults) const {
    Walk walk{parts_, faults, {}};
    walk.out.reserve(text_.size() * 2);
    walk.range(0, static_cast<std::uint32_t>(parts_.size()), {data});
    return std::move(walk.out);
}

}  // namespace tdkt::templates
