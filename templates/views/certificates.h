// Certificates of a decision as pages and API show them.
#pragma once

#include <vector>

#include "templates/views/words.h"
#include "workflow/certificates.h"
#include "workflow/decision.h"

namespace tdkt::templates {

// What may be chosen, and what was made. `lacking`: why none can be made of this
// decision; empty: they can.
json certificates_view(const workflow::Decision& decision,
                       const std::vector<workflow::CertificateBatch>& batches,
                       const std::string& lacking, const Now& now);

// One batch. `title` as its file is called.
json batch_view(const workflow::CertificateBatch& batch, const std::string& title, const Now& now);

// "1,5", "-2": millimetres from tenths of them.
std::string millimetres(int tenths);

// The same back; nothing for what is no such number of at most two places before the
// comma (or point) and one behind it.
std::optional<int> tenths_of(std::string_view text);

}  // namespace tdkt::templates
