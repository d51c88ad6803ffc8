// What counts as nothing written: the one place that says so.
#pragma once

#include <string_view>

namespace tdkt::workflow {

// True for a text of which nothing would be seen on paper: blanks of any
// script, control signs, and letters that are invisible. `text` is UTF-8; a
// wrong byte counts as seen.
bool is_blank(std::string_view text);

}  // namespace tdkt::workflow
