// What the two signatures look like on the paper, as PDF content operators.
#pragma once

#include <string>
#include <vector>

#include "server/signing/pades.h"

namespace tdkt::server {

// The leader's: lines of blue text, as large as fits.
Draw signature_lines(std::vector<std::string> lines);

// The organ's: a round red seal that bears its name, at the left of its box, so
// that it covers a third of the signature (Decree 30/2020, Annex I).
Draw round_seal(const std::string& organ);

// A reserved field's text in the size of the paper's body.
Draw field_text(const std::string& text, bool italic);

}  // namespace tdkt::server
