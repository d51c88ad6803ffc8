// What a Mustache text needs of its data. Mustache shows nothing for a name that
// is absent; a paper must not.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/problem.h"

namespace tdkt::templates {

class Needs {
  public:
    // Throws std::logic_error for sections that do not match.
    explicit Needs(std::string_view text);

    // A fault for each name that the data lacks where the text shows it, by path:
    // "persons[2].name". Inside a section over a list or an object a name must stand
    // in that very object. A section whose name is absent is simply not shown.
    std::vector<workflow::Fault> lacking(const nlohmann::json& data) const;

  private:
    struct Tag {
        enum class Kind : unsigned char { value, section, inverted, close } kind;
        std::string name;
        std::size_t close = 0;  // of a section, its end
    };
    struct Walk;

    std::vector<Tag> tags_;
};

}  // namespace tdkt::templates
