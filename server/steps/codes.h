// Codes that people read from paper and type.
#pragma once

#include <string>

namespace tdkt::server {

// "K7QM-2X9D-RT4P-8HJC": 80 random bits, without letters that look alike.
std::string new_code();

// A code as it is printed, from how somebody typed it: in small letters, without
// or with other dashes. What cannot be one stays as it is.
std::string written_code(const std::string& typed);

}  // namespace tdkt::server
