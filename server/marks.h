// What the signatures on a paper look like (Nghị định 30/2020, phụ lục I): a person
// signs in blue, the organ's red seal covers a third of it on the left.
#pragma once

#include <string>
#include <vector>

namespace tdkt::server {

// Operators for a field of `width` × `height` points. The left third stays free for
// the seal; lines that are too long are broken.
std::string signature_picture(const std::vector<std::string>& lines, double width, double height);

// Two rings, the name of the organ in capitals, the time of sealing in small print:
// until the organ gives the picture of its own seal.
std::string seal_picture(const std::string& organ, const std::string& sealed_at, double width,
                         double height);

}  // namespace tdkt::server
