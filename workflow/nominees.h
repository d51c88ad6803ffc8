// Names of nominees: how they are kept, which are none, and when two are one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workflow/awards.h"

namespace tdkt::workflow {

// With single blanks of the common kind between its words. `name` is NFC.
std::string tidied_name(std::string_view name);

// Why it is no name, as a sentence: other than Latin letters and the few signs that
// names bear (so that one letter never passes for another), or too short.
std::optional<std::string> name_fault(std::string_view name, Subject subject);

// The same for spellings that differ in case, blanks, apostrophes or hyphens alone;
// marks make another name (Hoa, Hòa).
std::string nominee_key(std::string_view name);

}  // namespace tdkt::workflow
