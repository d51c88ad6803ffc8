// Whether the keys that will be asked for are there, open, and are believed.
#pragma once

#include <string>
#include <vector>

#include "server/app.h"

namespace tdkt::server {

// One line for each organ's seal, and each director's and deputy's key, that is
// lacking (a deputy may have none), does not open, or whose certificate is not
// good now. Empty when all are.
std::vector<std::string> key_faults(App& app);

}  // namespace tdkt::server
