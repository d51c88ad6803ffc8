// Texts to take a hash of: every field with its length before it, so that no
// two lists of fields read the same.
#pragma once

#include <string>
#include <string_view>

namespace tdkt::workflow {

inline void append_field(std::string& text, std::string_view field) {
    text += std::to_string(field.size());
    text += ':';
    text += field;
}

}  // namespace tdkt::workflow
