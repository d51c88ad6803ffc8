// The colour profile that a paper names, so that every printer shows the same.
#pragma once

#include <string>

namespace tdkt::templates {

// sRGB as an ICC profile of version 2: primaries, white point, gamma 2.2.
std::string srgb_profile();

}  // namespace tdkt::templates
