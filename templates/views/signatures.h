// Digital signatures as the pages show them.
#pragma once

#include <string>
#include <vector>

#include "templates/views/words.h"

namespace tdkt::templates {

// A signature on the paper, as verified just now.
struct SignatureShown {
    std::string capacity_label, signer_name, certificate_text;
    std::string signed_text;
    bool valid;
    std::string valid_label;
};

// signatures[] and has_signatures.
void put_signatures(json& view, const std::vector<SignatureShown>& signatures);

}  // namespace tdkt::templates
