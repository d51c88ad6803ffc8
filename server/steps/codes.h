// Codes that people read from paper and type.
#pragma once

#include <string>

namespace tdkt::server {

// "K7QM-2X9D-RT4P-8HJC": 80 random bits, without letters that look alike.
std::string new_code();

}  // namespace tdkt::server
