// The texts and pictures of this room, as built into the program.
#pragma once

#include "workflow/embedded.h"

namespace tdkt::templates {

std::span<const workflow::Embedded> resources();

// By path below templates/: "pages/home.mustache", "assets/tdkt.css".
inline std::string_view resource(std::string_view name) {
    return workflow::text_of(resources(), name);
}

}  // namespace tdkt::templates
