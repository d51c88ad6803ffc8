// The office of the demonstration, as built into the program.
#pragma once

#include <string_view>

namespace tdkt::server::demo {

std::string_view office_file();

}  // namespace tdkt::server::demo
