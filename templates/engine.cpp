#include "templates/engine.h"

#include <kainjow/mustache.hpp>
#include <map>
#include <stdexcept>

#include "templates/resources.h"

namespace tdkt::templates {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using nlohmann::json;

constexpr int deepest_part = 8;

[[noreturn]] void wrong(std::string_view name, const std::string& why) {
    throw std::logic_error(std::string(name) + ": " + why);
}

// Unescaped output and changed delimiters are forbidden, so that no data can
// ever become markup.
void refuse_unsafe(std::string_view name, std::string_view text) {
    for (const auto* tag : {"{{{", "{{&", "{{="})
        if (text.find(tag) != std::string_view::npos) wrong(name, std::string("holds ") + tag);
}

// Parts are put in place here: kainjow parses one again at every use, and looks
// for its name among the data first, where a user's text could stand.
std::string whole_text(std::string_view name, int depth) {
    if (depth > deepest_part) wrong(name, "includes itself");
    std::string text(resource(name));
    refuse_unsafe(name, text);
    for (auto tag = part_tag(text, 0); tag;) {
        if (tag->end == std::string::npos) wrong(name, "an include is not closed");
        const auto inner = whole_text(std::string(tag->name) + ".mustache", depth + 1);
        const auto behind = tag->begin + inner.size();
        text.replace(tag->begin, tag->end - tag->begin, inner);
        tag = part_tag(text, behind);
    }
    return text;
}

mustache parsed(std::string_view name) {
    mustache text(whole_text(name, 0));
    if (!text.is_valid()) wrong(name, text.error_message());
    return text;
}

// kainjow copies what it is given, with all that it holds, once for each level;
// so each member gets its place first and is moved into it.
void put(const data& place, data value) {
    const_cast<data&>(place) = std::move(value);
}

data converted(const json& value) {
    switch (value.type()) {
        case json::value_t::object: {
            data object{data::type::object};
            for (const auto& [key, member] : value.items()) {
                object.set(key, data(false));
                put(*object.get(key), converted(member));
            }
            return object;
        }
        case json::value_t::array: {
            data list{data::type::list};
            for (const auto& member : value) {
                list << data(false);
                put(list.list_value().back(), converted(member));
            }
            return list;
        }
        case json::value_t::string:
            // To Mustache an empty text is there; to a person it is not.
            if (value.get_ref<const std::string&>().empty()) return data(false);
            return data(value.get_ref<const std::string&>());
        case json::value_t::boolean:
            return data(value.get<bool>());
        case json::value_t::null:
            return data(false);
        default:
            return data(value.dump());
    }
}

}  // namespace

std::optional<PartTag> part_tag(std::string_view text, std::size_t from) {
    const auto at = text.find("{{>", from);
    if (at == text.npos) return {};
    const auto end = text.find("}}", at);
    if (end == text.npos) return PartTag{at, end, {}};
    auto name = text.substr(at + 3, end - at - 3);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    return PartTag{at, end + 2, name};
}

std::string whole_text(std::string_view name) {
    return whole_text(name, 0);
}

namespace {

std::string one_line(const std::string& value) {
    std::string line = value;
    for (auto& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return line;
}

using Texts = std::map<std::string, mustache, std::less<>>;

std::string filled_in(Texts& texts, std::string_view name, const json& view, bool plain) {
    auto found = texts.find(name);
    if (found == texts.end()) {
        found = texts.emplace(std::string(name), parsed(name)).first;
        if (plain) found->second.set_custom_escape(one_line);
    }
    auto filled = found->second.render(converted(view));
    if (!found->second.is_valid()) {
        const auto why = found->second.error_message();
        texts.erase(found);
        wrong(name, why);
    }
    return filled;
}

}  // namespace

// Rendering changes kainjow's object, so each thread has its own.
std::string fill(std::string_view name, const json& view) {
    thread_local Texts texts;
    return filled_in(texts, name, view, /*plain=*/false);
}

std::string fill_plain(std::string_view name, const json& view) {
    thread_local Texts texts;
    return filled_in(texts, name, view, /*plain=*/true);
}

void check_all() {
    for (const auto& file : resources())
        if (file.name.ends_with(".mustache")) parsed(file.name);
}

}  // namespace tdkt::templates
