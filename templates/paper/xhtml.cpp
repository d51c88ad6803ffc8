#include "templates/paper/xhtml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "templates/paper/bonds.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr std::uint32_t bit(Tag tag) {
    return 1U << static_cast<unsigned>(tag);
}

constexpr std::uint32_t bits(auto... tags) {
    return (bit(tags) | ...);
}

// What an element may hold, which attributes and classes it may have (between
// blanks; "*": those of a paragraph), and which style it has without a class.
struct Rule {
    std::string_view name;
    Tag tag;
    std::uint32_t inside;
    std::string_view attributes;
    std::string_view classes;
    std::string_view style;
};

constexpr auto rules = [] {
    using enum Tag;
    constexpr auto words = bits(text, b, i, br, field);
    constexpr auto loose = bits(p, h1, h2, h3, hr, qr, image, frame);
    constexpr auto blocks = loose | bits(table, div);
    // clang-format off
    return std::to_array<Rule>({
        {"p",         p,         words,                      "class colour printed", "*",          "body"},
        {"td",        td,        words,                      "class",       " center right ",      "cell"},
        {"tr",        tr,        bits(th, td),               "",            "",                    ""},
        {"b",         b,         words,                      "",            "",                    ""},
        {"i",         i,         words,                      "",            "",                    ""},
        {"br",        br,        0,                          "",            "",                    ""},
        {"th",        th,        words,                      "",            "",                    "cell_head"},
        {"div",       div,       blocks | bit(signature),    "class printed", " head closing left middle right ", ""},
        {"hr",        hr,        0,                          "class printed", " full third page ", ""},
        {"h1",        h1,        words,                      "class colour printed", "*",          "title"},
        {"h2",        h2,        words,                      "class colour printed", "*",          "heading"},
        {"h3",        h3,        words,                      "class colour printed", "*",          "article"},
        {"table",     table,     bits(thead, tbody),         "class widths", " list plain ",       ""},
        {"thead",     thead,     bit(tr),                    "",            "",                    ""},
        {"tbody",     tbody,     bit(tr),                    "",            "",                    ""},
        {"field",     field,     0,                          "name width",  "",                    ""},
        {"signature", signature, 0,                          "person organ", "",                   ""},
        {"qr",        qr,        0,                          "text size",   "",                    ""},
        {"frame",     frame,     0,                          "kind",        "",                    ""},
        {"image",     image,     0,                          "name width height alt printed", "",  ""},
        {"box",       box,       loose | bit(signature),     "left top width height align printed", "", ""},
        {"border",    border,    0,                          "inset colour second printed", "",    ""},
        {"section",   section,   blocks,                     "class",       " annex ",             ""},
        {"paper",     paper,     blocks | bits(section, box, border), "title page size", "",       ""},
    });
    // clang-format on
}();

// What a rule's style is, by rule.
constexpr auto own_styles = [] {
    std::array<const Style*, rules.size()> made{};
    for (std::size_t i = 0; i < rules.size(); ++i) made[i] = style(rules[i].style);
    return made;
}();

// Finds the rule of a name by what tells the names apart; checked below.
constexpr std::size_t slot_of(std::string_view name) {
    return (static_cast<unsigned char>(name.front()) * 1U +
            static_cast<unsigned char>(name.back()) * 3U + name.size() * 5U) %
           128;
}

constexpr auto slots = [] {
    std::array<std::int8_t, 128> made{};
    made.fill(-1);
    for (std::size_t i = 0; i < rules.size(); ++i)
        made[slot_of(rules[i].name)] = static_cast<std::int8_t>(i);
    return made;
}();

constexpr bool every_rule_has_its_slot() {
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (slots[slot_of(rules[i].name)] != static_cast<std::int8_t>(i)) return false;
    return true;
}
static_assert(every_rule_has_its_slot(), "two elements share a slot: change slot_of");

const Rule* rule_of(std::string_view name) {
    const auto slot = slots[slot_of(name)];
    return slot >= 0 && rules[static_cast<std::size_t>(slot)].name == name
               ? &rules[static_cast<std::size_t>(slot)]
               : nullptr;
}

constexpr bool is_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           letter == '-';
}

// The word as it stands in the list, which outlives the source; empty when absent.
std::string_view among(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0 && list.substr(0, end) == word) return list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return {};
}

// Whoever walks a tree goes one call deeper for each.
constexpr std::size_t deepest_element = 64;

class Reader {
  public:
    explicit Reader(std::string_view source) : source_(source) {
        // Resolving an entity never makes a text longer, and a blank that becomes one that
        // does not break takes two bytes: so the letters stay put.
        tree_.letters = std::make_unique_for_overwrite<char[]>(2 * source.size());
        tree_.nodes.reserve(source.size() / 24 + 8);
        for (auto at = source.find('\n'); at != source.npos; at = source.find('\n', at + 1))
            tree_.line_ends.push_back(static_cast<std::uint32_t>(at));
    }

    Tree read() {
        skip_blanks();
        if (!at_tag() || source_.substr(at_).substr(0, 6) != "<paper") fail(at_, Flaw::no_paper);
        open();
        while (!open_.empty()) step();
        skip_blanks();
        if (at_ != source_.size()) fail(at_, Flaw::text_behind_paper);
        return std::move(tree_);
    }

  private:
    struct Open {
        std::int32_t node;
        std::int32_t last_child;
        const Rule* rule;
    };

    [[noreturn]] void fail(std::size_t where, Flaw flaw,
                           std::initializer_list<std::string_view> words = {}) const {
        throw unreadable(tree_, where, flaw, words);
    }

    bool at_tag() const { return at_ < source_.size() && source_[at_] == '<'; }

    void skip_blanks() {
        while (at_ < source_.size() && is_blank(source_[at_])) ++at_;
    }

    std::string_view word() {
        const auto begin = at_;
        while (at_ < source_.size() && is_name(source_[at_])) ++at_;
        if (at_ == begin) fail(at_, Flaw::name_expected);
        return source_.substr(begin, at_ - begin);
    }

    void expect(std::string_view what) {
        if (source_.substr(at_, what.size()) != what) fail(at_, Flaw::sign_expected, {what});
        at_ += what.size();
    }

    void step() {
        if (at_ >= source_.size()) fail(at_, Flaw::not_ended, {open_.back().rule->name});
        if (!at_tag()) return text();
        const auto rest = source_.substr(at_);
        if (rest.starts_with("</")) return close();
        if (rest.starts_with("<!--")) return comment();
        open();
    }

    void comment() {
        const auto end = source_.find("-->", at_);
        if (end == std::string_view::npos) fail(at_, Flaw::comment_open);
        at_ = end + 3;
    }

    void close() {
        const auto begin = at_;
        at_ += 2;
        const auto name = word();
        if (name != open_.back().rule->name)
            fail(begin, Flaw::wrong_end, {name, open_.back().rule->name});
        skip_blanks();
        expect(">");
        open_.pop_back();
    }

    Node& add(Tag tag, std::size_t where) {
        const auto index = static_cast<std::int32_t>(tree_.nodes.size());
        if (!open_.empty()) {
            auto& parent = open_.back();
            if (!(parent.rule->inside & bit(tag)))
                fail(where, tag == Tag::text ? Flaw::text_outside : Flaw::element_outside,
                     {parent.rule->name});
            auto& link = parent.last_child < 0 ? tree_.nodes[parent.node].child
                                               : tree_.nodes[parent.last_child].next;
            link = parent.last_child = index;
        }
        auto& node = tree_.nodes.emplace_back();
        node.tag = tag;
        node.at = static_cast<std::uint32_t>(where);
        return node;
    }

    void open() {
        const auto begin = at_++;
        const auto name = word();
        const auto* rule = rule_of(name);
        if (!rule) fail(begin, Flaw::unknown_element, {name});
        auto& node = add(rule->tag, begin);
        if (rule->tag != Tag::b && rule->tag != Tag::i) before_ = {};
        node.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
        if (!rule->style.empty()) node.style = own_styles[rule - rules.data()];
        const auto index = static_cast<std::int32_t>(tree_.nodes.size()) - 1;
        for (skip_blanks(); at_ < source_.size() && is_name(source_[at_]); skip_blanks())
            attribute(*rule, node);
        if (source_.substr(at_).starts_with("/>")) {
            at_ += 2;
            return;
        }
        expect(">");
        if (open_.size() == deepest_element) fail(begin, Flaw::too_deep);
        open_.push_back({index, -1, rule});
    }

    void attribute(const Rule& rule, Node& node) {
        const auto begin = at_;
        const auto written = word();
        const auto name = among(rule.attributes, written);
        if (name.empty()) fail(begin, Flaw::unknown_attribute, {rule.name, written});
        expect("=\"");
        const auto end = source_.find('"', at_);
        if (end == std::string_view::npos) fail(begin, Flaw::value_open);
        const auto value = resolved(source_.substr(at_, end - at_), at_);
        at_ = end + 1;
        if (name == "class") return give_class(rule, node, value, begin);
        tree_.attributes.push_back({name, value});
        ++node.attributes;
    }

    void give_class(const Rule& rule, Node& node, std::string_view value, std::size_t where) {
        node.kind = value;
        if (rule.classes == "*") {
            node.style = style(value);
        } else if (rule.tag == Tag::td) {
            node.style = style(value == "center" ? "cell_center" : "cell_right");
        }
        if (rule.classes == "*" ? !node.style : among(rule.classes, value).empty())
            fail(where, Flaw::unknown_class, {rule.name, value});
    }

    void text() {
        const auto begin = at_;
        at_ = std::min(source_.find('<', at_), source_.size());
        const auto raw = source_.substr(begin, at_ - begin);
        const bool blank = std::all_of(raw.begin(), raw.end(), is_blank);
        if (blank && !(open_.back().rule->inside & bit(Tag::text))) return;
        const auto words = bound(resolved(raw, begin));
        add(Tag::text, begin).text = words;
    }

    // Puts blanks that do not break where words stand together. The text was resolved
    // last, so that it may grow; the word before it may lie in <b> or <i>.
    std::string_view bound(std::string_view words) {
        char* const begin = tree_.letters.get() + used_ - words.size();
        const char* end = begin + words.size();
        const auto until = [&](char* from, bool blank) {
            while (from < end && is_blank(*from) == blank) ++from;
            return from;
        };
        for (char* at = begin; at < end;) {
            char* const blank = until(at, false);
            if (blank > at) before_ = {at, static_cast<std::size_t>(blank - at)};
            char* word = until(blank, true);
            if (word == end) {
                if (word > blank) before_ = {};
                break;
            }
            const auto size = static_cast<std::size_t>(until(word, false) - word);
            if (stand_together(before_, {word, size})) {
                std::memmove(blank + 2, word, static_cast<std::size_t>(end - word));
                std::memcpy(blank, "\u00a0", 2);
                end += blank + 2 - word;
                word = blank + 2;
            }
            at = word;
        }
        used_ = static_cast<std::size_t>(end - tree_.letters.get());
        return {begin, static_cast<std::size_t>(end - begin)};
    }

    // Copies a text and puts letters for its entities.
    std::string_view resolved(std::string_view raw, std::size_t where) {
        char* const begin = tree_.letters.get() + used_;
        char* out = begin;
        while (!raw.empty()) {
            const auto plain = std::min(raw.find('&'), raw.size());
            std::memcpy(out, raw.data(), plain);
            out += plain;
            where += plain;
            raw.remove_prefix(plain);
            if (raw.empty()) break;
            const auto end = raw.find(';');
            if (end == std::string_view::npos) fail(where, Flaw::entity_open);
            out = entity(raw.substr(1, end - 1), where, out);
            where += end + 1;
            raw.remove_prefix(end + 1);
        }
        used_ += static_cast<std::size_t>(out - begin);
        return {begin, static_cast<std::size_t>(out - begin)};
    }

    char* entity(std::string_view name, std::size_t where, char* out) const {
        char letter = 0;
        if (name == "amp") letter = '&';
        if (name == "lt") letter = '<';
        if (name == "gt") letter = '>';
        if (name == "quot") letter = '"';
        if (name == "apos") letter = '\'';
        if (letter) {
            *out = letter;
            return out + 1;
        }
        if (!name.starts_with('#')) fail(where, Flaw::unknown_entity, {name});
        const bool hex = name.starts_with("#x");
        name.remove_prefix(hex ? 2 : 1);
        std::uint32_t value = 0;
        const auto [end, error] =
            std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
        if (error != std::errc() || end != name.data() + name.size() || value == 0 ||
            value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            fail(where, Flaw::entity_no_letter);
        std::string bytes;
        append_letter(bytes, value);
        std::memcpy(out, bytes.data(), bytes.size());
        return out + bytes.size();
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t used_ = 0;
    std::string_view before_;  // the last word of the paragraph so far
    Tree tree_;
    std::vector<Open> open_;
};

}  // namespace

std::string_view Tree::attribute(const Node& node, std::string_view name) const {
    for (std::uint32_t i = 0; i < node.attributes; ++i)
        if (attributes[node.first_attribute + i].name == name)
            return attributes[node.first_attribute + i].value;
    return {};
}

Unreadable unreadable(const Tree& tree, std::size_t at, Flaw flaw,
                      std::initializer_list<std::string_view> words) {
    const auto line = std::ranges::lower_bound(tree.line_ends, at);
    const auto begin = line == tree.line_ends.begin() ? 0 : *(line - 1) + 1;
    return {static_cast<int>(line - tree.line_ends.begin()) + 1, static_cast<int>(at - begin) + 1,
            at, flaw, words};
}

Tree read_xhtml(std::string_view source) {
    return Reader(source).read();
}

}  // namespace tdkt::templates
