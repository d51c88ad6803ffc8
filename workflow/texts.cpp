#include "workflow/texts.h"

namespace tdkt::workflow {

std::string_view opening(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return text.substr(0, most);
}

}  // namespace tdkt::workflow
