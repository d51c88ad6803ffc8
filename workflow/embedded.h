// A file of the tree that the build put into the program.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tdkt::workflow {

struct Embedded {
    std::string_view name;  // path below its room, "packs/p2.json"
    const char* begin;
    const char* end;

    std::string_view text() const { return {begin, end}; }
};

// The text of one of `files`. Throws std::logic_error: a name is ours, not the user's.
inline std::string_view text_of(std::span<const Embedded> files, std::string_view name) {
    for (const auto& file : files)
        if (file.name == name) return file.text();
    throw std::logic_error("no such file in the program: " + std::string(name));
}

}  // namespace tdkt::workflow
