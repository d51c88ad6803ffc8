// The Mustache text of a paper, read once, filled with data as often as is wanted.
// Mustache shows nothing for a name that is absent; a paper must not.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/problem.h"

namespace tdkt::templates {

// kainjow copies its data into objects of its own, which took a fifth of a paper's
// time; this walks the data as they are and finds what lacks on the same way.
class Filling {
  public:
    // Sections and names only. Throws std::logic_error for a tag that is not closed, or
    // sections that do not match.
    explicit Filling(std::string text);
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;

    // Everything is escaped. Numbers are written as they are; an empty text is absent to a
    // section and no lack to a name. Appends a fault for each name that the data lack where
    // the text shows it, by path: "persons[2].name". Inside a section over a list or an
    // object a name must stand in that very object.
    std::string fill(const nlohmann::json& data, std::vector<workflow::Fault>& faults) const;

  private:
    struct Part {
        enum class Kind : std::uint8_t { text, value, section, inverted, close } kind;
        std::string_view words;   // or the name
        std::uint32_t close = 0;  // of a section: the part that ends it
    };
    struct Walk;

    void read();
    void add_text(std::string_view words);

    std::string text_;
    std::vector<Part> parts_;
};

}  // namespace tdkt::templates
