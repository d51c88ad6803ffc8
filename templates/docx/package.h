// A DOCX is a zip of parts. The same parts give the same bytes: their order and the
// time that the zip notes of them are fixed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tdkt::templates::docx {

struct Part {
    std::string name;  // its path in the package
    std::string bytes;
};

// Throws std::runtime_error when there is no memory.
std::string zipped(const std::vector<Part>& parts);

// What the file says of itself; all of it shown as typed.
struct Properties {
    std::string_view title;
    std::string_view subject;
    std::string_view creator;
};

// A part that the text refers to by the id of its relation.
struct Relation {
    std::string id;
    std::string_view kind;  // the last word of its type: "styles", "image"
    std::string target;     // below word/
};

// The parts that say what the others are: content types, relations, properties.
Part content_types();
Part package_relations();
Part document_relations(const std::vector<Relation>& relations);
Part core_properties(const Properties& properties);
Part settings();

}  // namespace tdkt::templates::docx
