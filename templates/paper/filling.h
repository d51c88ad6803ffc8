// The Mustache text of a paper, read once, filled with data as often as is wanted.
// Mustache shows nothing for a name that is absent; a paper must not.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/flaws.h"
#include "workflow/problem.h"

namespace tdkt::templates {

// A tag that cannot be read, at a byte of the text.
struct Unfillable : std::logic_error {
    Unfillable(std::size_t byte, Flaw what, std::string_view word)
        : std::logic_error(english(what, {word})),
          at(byte),
          flaw(what),
          sentence(templates::sentence(what, {word})) {}
    std::size_t at;
    Flaw flaw;
    std::string sentence;
};

// More than was allowed came out.
struct Overfull : std::length_error {
    Overfull() : std::length_error("the filled text is too large") {}
};

// What a filling may cost before it is given up with Overfull.
struct Budget {
    std::size_t bytes = SIZE_MAX;
    std::size_t steps = SIZE_MAX;  // tags and stretches of text, each as often as it comes
};

// Where a stretch of the filled text comes from: copied from the template, or put for a tag.
struct Origin {
    std::size_t filled, source;
    bool copied;
};

// What a filling noticed on its way.
struct Notes {
    struct Faulty {
        std::size_t at;  // byte of the name
        bool lacks;      // else what stands there is neither text nor number
    };
    std::vector<Origin> origins;
    std::vector<Faulty> faulty;  // for each fault added
};

// The byte of the template that `byte` of the filled text comes from.
std::size_t source_of(const std::vector<Origin>& origins, std::size_t byte);

// kainjow copies its data into objects of its own, which took a fifth of a paper's
// time; this walks the data as they are and finds what lacks on the same way.
class Filling {
  public:
    struct Part {
        enum class Kind : std::uint8_t { text, value, section, inverted, close } kind;
        std::string_view words;   // or the name
        std::uint32_t close = 0;  // of a section: the part that ends it
    };

    // Sections and names only. Throws Unfillable for a tag that is not closed or not one of
    // ours, and for sections that do not match or stand in each other too deep.
    explicit Filling(std::string text);
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;

    // Everything is escaped. Numbers are written as they are; an empty text is absent to a
    // section and no lack to a name. Appends a fault for each name that the data lack where
    // the text shows it, by path: "persons[2].name". Inside a section over a list or an
    // object a name must stand in that very object. Throws Overfull.
    std::string fill(const nlohmann::json& data, std::vector<workflow::Fault>& faults,
                     const Budget& budget = {}, Notes* notes = nullptr) const;

    const std::vector<Part>& parts() const { return parts_; }
    // The byte of the text at which the words, or the name, of a part stand.
    std::size_t place(const Part& part) const { return place(part.words); }
    std::size_t place(std::string_view words) const {
        return static_cast<std::size_t>(words.data() - text_.data());
    }

  private:
    struct Walk;

    void read();
    void add_text(std::string_view words);
    void add_tag(char sign, std::string_view name, std::vector<std::uint32_t>& open);

    std::string text_;
    std::vector<Part> parts_;
};

}  // namespace tdkt::templates
