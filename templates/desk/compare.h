// Two versions of a template, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tdkt::templates {

struct ComparedLine {
    enum class Kind : std::uint8_t { same, taken, added, skipped } kind = Kind::same;
    int before = 0, after = 0;  // its numbers; 0 where it does not stand
    std::string text;           // of what is skipped: how many lines, in words
};

// What turns `before` into `after`, with a few lines around each change; empty when they
// are equal. Both are templates that may be kept: of so many lines, no more.
std::vector<ComparedLine> compare(std::string_view before, std::string_view after);

}  // namespace tdkt::templates
