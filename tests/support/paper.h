// Papers to try the engine on.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "templates/paper/blocks.h"
#include "templates/paper/layout.h"
#include "templates/paper/text.h"
#include "templates/paper/xhtml.h"

namespace tdkt::test {

// The sample data of a kind, templates/samples/KIND.json.
inline nlohmann::json paper_data(const std::string& kind) {
    std::ifstream file("templates/samples/" + kind + ".json");
    return nlohmann::json::parse(file);
}

// A paper, laid out. Keeps what the layout points into.
struct Whole {
    explicit Whole(const std::string& source, const templates::Print& print = {})
        : tree(templates::read_xhtml(source)),
          blocks(templates::blocks_of(tree)),
          layout(templates::lay_out(blocks, print)) {}
    Whole(const Whole&) = delete;
    Whole& operator=(const Whole&) = delete;

    std::string text(const templates::Line& line) const {
        std::string words;
        for (auto i = line.first; i < line.first + line.count; ++i) {
            const auto& token = layout.text.tokens[i];
            if (token.space) words += ' ';
            words += token.word ? token.word->text : templates::joined({"[", token.field, "]"});
        }
        return words;
    }

    // The lines of a page, from the top; heads that come again included.
    std::vector<std::string> page(std::size_t index) const {
        std::vector<std::string> lines;
        const auto& page = layout.pages.at(index);
        for (auto i = page.first; i < page.first + page.count; ++i) {
            const auto slab = layout.placed[i].slab;
            for (auto line = layout.slabs[slab].lines; line < layout.slabs[slab + 1].lines; ++line)
                lines.push_back(text(layout.text.lines[line]));
        }
        return lines;
    }

    templates::Tree tree;
    templates::Blocks blocks;
    templates::Layout layout;
};

// A paper around some blocks.
struct Sample : Whole {
    explicit Sample(const std::string& body, const templates::Print& print = {})
        : Whole(templates::joined({"<paper title=\"t\">", body, "</paper>"}), print) {}
};

inline std::string paragraphs(int count, const std::string& text = "một dòng") {
    std::string body;
    for (int i = 0; i < count; ++i) body += templates::joined({"<p>", text, "</p>"});
    return body;
}

}  // namespace tdkt::test
