#include "templates/paper/needs.h"

#include <algorithm>
#include <stdexcept>

namespace tdkt::templates {

using nlohmann::json;
using workflow::Fault;

struct Needs::Walk {
    const std::vector<Tag>& tags;
    std::vector<Fault> faults;

    static const json* find(const json& object, std::string_view name) {
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

    static bool shown(const json* found) {
        return found && !found->is_null() && *found != false && *found != "" &&
               !(found->is_array() && found->empty());
    }

    static std::string joined(const std::string& path, const std::string& name) {
        if (name == ".") return path;
        return path.empty() ? name : path + "." + name;
    }

    void fault(const std::string& path, const std::string& message) {
        for (const auto& earlier : faults)
            if (earlier.field == path) return;
        faults.push_back({path, message});
    }

    void value(const json& object, const std::string& path, const std::string& name) {
        const auto* found = find(object, name);
        if (!found || found->is_null()) {
            fault(joined(path, name), "Thiếu dữ liệu “" + joined(path, name) + "”.");
        } else if (!found->is_string() && !found->is_number()) {
            fault(joined(path, name), "Dữ liệu “" + joined(path, name) + "” phải là chữ hoặc số.");
        }
    }

    void section(const Tag& tag, std::size_t begin, const json& object, const std::string& path) {
        const auto* found = find(object, tag.name);
        const auto where = joined(path, tag.name);
        if (!shown(found)) return;
        if (found->is_array()) {
            for (std::size_t i = 0; i < found->size(); ++i)
                range(begin, tag.close, (*found)[i], where + "[" + std::to_string(i) + "]");
        } else if (found->is_object()) {
            range(begin, tag.close, *found, where);
        } else {
            range(begin, tag.close, object, path);
        }
    }

    void inverted(const Tag& tag, std::size_t begin, const json& object, const std::string& path) {
        const auto* found = find(object, tag.name);
        const bool absent =
            !found || found->is_null() || *found == false || (found->is_array() && found->empty());
        if (absent) range(begin, tag.close, object, path);
    }

    void range(std::size_t begin, std::size_t end, const json& object, const std::string& path) {
        for (auto i = begin; i < end; ++i) {
            const auto& tag = tags[i];
            if (tag.kind == Tag::Kind::value) {
                value(object, path, tag.name);
                continue;
            }
            if (tag.kind == Tag::Kind::section) section(tag, i + 1, object, path);
            if (tag.kind == Tag::Kind::inverted) inverted(tag, i + 1, object, path);
            i = tag.close;
        }
    }
};

Needs::Needs(std::string_view text) {
    std::vector<std::size_t> open;
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const auto end = text.find("}}", at);
        if (end == std::string_view::npos) throw std::logic_error("a Mustache tag is not closed");
        auto name = text.substr(at + 2, end - at - 2);
        at = end + 2;
        const char sign = name.empty() ? '!' : name.front();
        if (sign == '!') continue;
        auto kind = Tag::Kind::value;
        if (sign == '#') kind = Tag::Kind::section;
        if (sign == '^') kind = Tag::Kind::inverted;
        if (sign == '/') kind = Tag::Kind::close;
        if (kind != Tag::Kind::value) name.remove_prefix(1);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (kind == Tag::Kind::close) {
            if (open.empty() || tags_[open.back()].name != name)
                throw std::logic_error("{{/" + std::string(name) + "}} closes nothing");
            tags_[open.back()].close = tags_.size();
            open.pop_back();
        } else if (kind != Tag::Kind::value) {
            open.push_back(tags_.size());
        }
        tags_.push_back({kind, std::string(name)});
    }
    if (!open.empty()) throw std::logic_error("{{#" + tags_[open.back()].name + "}} is not closed");
}

std::vector<Fault> Needs::lacking(const json& data) const {
    Walk walk{tags_, {}};
    walk.range(0, tags_.size(), data, "");
    return std::move(walk.faults);
}

}  // namespace tdkt::templates
