#include "tests/support/markup.h"

#include <cctype>
#include <set>
#include <sstream>
#include <stdexcept>

namespace tdkt::test {
namespace {

using Texts = std::vector<std::string>;

const std::set<std::string> empty_elements = {"meta", "link", "img", "input", "br", "hr"};

bool name_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '/' || c == '!';
}

struct Reader {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at >= text.size(); }
    void skip_blanks() {
        while (!done() && std::isspace(static_cast<unsigned char>(text[at]))) ++at;
    }
    std::string word() {
        const auto start = at;
        while (!done() && name_letter(text[at])) ++at;
        if (at == start)
            throw std::runtime_error("a stray letter: " + std::string(text.substr(at, 40)));
        return std::string(text.substr(start, at - start));
    }
    std::string quoted() {
        if (text.substr(at, 1) != "\"") throw std::runtime_error("an attribute without quotes");
        const auto end = text.find('"', at + 1);
        if (end == std::string_view::npos) throw std::runtime_error("a quote that does not end");
        const auto value = text.substr(at + 1, end - at - 1);
        at = end + 1;
        return std::string(value);
    }
    Tag tag() {
        Tag tag{word(), {}};
        for (skip_blanks(); !done() && text[at] != '>'; skip_blanks()) {
            const auto name = word();
            const bool valued = text.substr(at, 1) == "=";
            if (valued) ++at;
            if (!tag.attributes.emplace(name, valued ? quoted() : "").second)
                throw std::runtime_error("attribute " + name + " twice in " + tag.name);
        }
        ++at;
        return tag;
    }
};

void check_balance(const std::vector<Tag>& all, Texts& found) {
    Texts open;
    for (const auto& tag : all) {
        if (tag.name.starts_with("!") || empty_elements.contains(tag.name)) continue;
        if (!tag.name.starts_with("/")) {
            open.push_back(tag.name);
        } else if (open.empty() || tag.name.substr(1) != open.back()) {
            found.push_back(tag.name + " closes " + (open.empty() ? "nothing" : open.back()));
            return;
        } else {
            open.pop_back();
        }
    }
    if (!open.empty()) found.push_back(open.back() + " is not closed");
}

void check_references(const std::vector<Tag>& all, Texts& found) {
    std::set<std::string> ids, labelled;
    for (const auto& [name, attributes] : all) {
        if (const auto id = attributes.find("id"); id != attributes.end())
            if (!ids.insert(id->second).second) found.push_back(id->second + ": an id twice");
        if (name == "label" && attributes.contains("for")) labelled.insert(attributes.at("for"));
    }
    for (const auto& id : labelled)
        if (!ids.contains(id)) found.push_back(id + ": a label for nothing");
    for (const auto& [name, attributes] : all) {
        for (const auto* reference : {"aria-labelledby", "aria-describedby"}) {
            if (!attributes.contains(reference)) continue;
            std::istringstream words(attributes.at(reference));
            for (std::string id; words >> id;)
                if (!ids.contains(id)) found.push_back(id + ": nothing for " + reference);
        }
        const bool field = name == "select" || name == "textarea" ||
                           (name == "input" && attributes.at("type") != "hidden");
        if (field && (!attributes.contains("id") || !labelled.contains(attributes.at("id"))))
            found.push_back(attributes.at("name") + ": a field without a label");
    }
}

void check_links(const std::vector<Tag>& all, Texts& found) {
    for (const auto& [name, attributes] : all)
        for (const auto* link : {"href", "src", "action"})
            if (attributes.contains(link) && attributes.at(link).empty())
                found.push_back(name + " has an empty " + link);
}

void check_forms(const std::vector<Tag>& all, Texts& found) {
    std::string open;
    bool token = true;
    for (const auto& [name, attributes] : all) {
        if (name == "form") {
            open = attributes.at("action");
            token = attributes.at("method") != "post";
        }
        if (name == "input" && attributes.at("name") == "csrf") token = true;
        if (name == "/form" && !token) found.push_back(open + ": a form without its token");
    }
}

void check_content_policy(const std::vector<Tag>& all, Texts& found) {
    for (const auto& [name, attributes] : all) {
        const bool file = name == "script" && attributes.contains("src");
        if ((name == "script" && !file) || name == "style")
            found.push_back(name + " stands inside the page");
        for (const auto& [attribute, value] : attributes)
            if (attribute == "style" || attribute.starts_with("on"))
                found.push_back(attribute + " in " + name);
    }
}

}  // namespace

std::vector<Tag> tags(std::string_view html) {
    std::vector<Tag> found;
    Reader reader{html};
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', reader.at)) {
        reader.at = at + 1;
        auto tag = reader.tag();
        if (tag.name == "input") tag.attributes.emplace("type", "text");
        found.push_back(std::move(tag));
    }
    return found;
}

std::vector<std::string> objections(std::string_view html) {
    const auto all = tags(html);
    Texts found;
    check_balance(all, found);
    check_references(all, found);
    check_links(all, found);
    check_forms(all, found);
    check_content_policy(all, found);
    if (html.find("{{") != std::string_view::npos)
        found.emplace_back("a name that was not filled in");
    return found;
}

}  // namespace tdkt::test
