// The table of a font that says which letters its codes stand for.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tdkt::server {

// Code to UTF-8. What cannot be read is left out; at most 65536 codes.
std::map<unsigned, std::string> read_cmap(std::string_view text);

// The letters of a big-endian UTF-16 text.
std::string utf8_of_utf16(std::string_view bytes);

}  // namespace tdkt::server
