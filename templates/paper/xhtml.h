// Reads the subset of XHTML that a paper is written in. Strict: what it does
// not know is an error that says where. README.md of this room lists the subset.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/flaws.h"
#include "templates/paper/measures.h"

namespace tdkt::templates {

enum class Tag : std::uint8_t {
    text,
    paper,
    section,
    div,
    p,
    h1,
    h2,
    b,
    i,
    br,
    hr,
    table,
    thead,
    tbody,
    tr,
    th,
    td,
    field,
    signature,
    qr,
    h3,
    frame,
    image,
    box,
    border
};

struct Attribute {
    std::string_view name;
    std::string_view value;
};

struct Node {
    Tag tag = Tag::text;
    std::string_view text;         // of a text node, entities resolved
    std::string_view kind;         // the class; empty when there is none
    const Style* style = nullptr;  // of elements that are a paragraph
    std::uint32_t first_attribute = 0;
    std::uint32_t attributes = 0;
    std::int32_t child = -1;  // first, as an index into nodes
    std::int32_t next = -1;   // sibling
    std::uint32_t at = 0;     // byte in the source
};

// Holds the text that its nodes point into; moving it leaves them valid.
struct Tree {
    std::unique_ptr<char[]> letters;
    std::vector<Node> nodes;  // nodes[0] is <paper>
    std::vector<Attribute> attributes;
    std::vector<std::uint32_t> line_ends;  // bytes of the source

    // Empty when the element has none of that name.
    std::string_view attribute(const Node& node, std::string_view name) const;
};

// What stands in the text that cannot be: said in English for a log, and by `flaw` and
// `sentence` for whoever wrote the template.
struct Unreadable : std::logic_error {
    Unreadable(int line_of, int column_of, std::size_t byte, Flaw what,
               std::initializer_list<std::string_view> words)
        : std::logic_error("line " + std::to_string(line_of) + ", column " +
                           std::to_string(column_of) + ": " + english(what, words)),
          line(line_of),
          column(column_of),
          at(byte),
          flaw(what),
          sentence(templates::sentence(what, words)) {}
    int line;
    int column;      // in bytes, from 1
    std::size_t at;  // byte of the source
    Flaw flaw;
    std::string sentence;
};

// The error of what stands at a byte of a tree's source.
Unreadable unreadable(const Tree& tree, std::size_t at, Flaw flaw,
                      std::initializer_list<std::string_view> words = {});

// Throws Unreadable.
Tree read_xhtml(std::string_view source);

}  // namespace tdkt::templates
