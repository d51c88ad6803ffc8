// What an update changed in a signed PDF, object by object.
#pragma once

#include <string>
#include <vector>

#include "server/signing/pdf_file.h"

namespace tdkt::server {

struct PdfChange {
    int object = 0;  // its number; 0 for the trailer
    bool allowed = false;
    std::string what;  // Vietnamese: what was changed

    bool operator==(const PdfChange&) const = default;
};

// What may be changed between two revisions.
enum class Allowed {
    nothing,
    clerks_step,     // number, date and seal, once, and their pictures
    next_signature,  // of another person, once, and its picture
};

// Compares the objects of the two revisions; `after` begins with the bytes of `before`.
// Objects written again unchanged are no change. Object order.
std::vector<PdfChange> changes_between(PdfFile& before, PdfFile& after, Allowed allowed);

inline constexpr long long field_read_only = 1;  // bit 1 of /Ff

}  // namespace tdkt::server
