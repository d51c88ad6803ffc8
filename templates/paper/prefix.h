// The beginning that all papers share: head line, fonts, colours. Made once for
// each process, so that a paper costs no work on fonts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tdkt::templates {

struct Prefix {
    std::string bytes;
    std::vector<std::uint32_t> offsets;  // of objects 1 to object::last; 0 for those of each paper
};

// Safe from any thread.
const Prefix& prefix();

}  // namespace tdkt::templates
