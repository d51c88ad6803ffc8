#include "templates/docx/document.h"

#include <algorithm>

namespace tdkt::templates::docx {

std::size_t measure(Document& document, const Block& paragraph, double width) {
    auto& scratch = document.scratch;
    scratch.lines.clear();
    scratch.tokens.clear();
    scratch.warnings.clear();
    scratch.rare.clear();
    break_lines(document.pieces(paragraph), *paragraph.style, width - paragraph.style->left * mm,
                scratch);
    document.widest = 0;
    for (const auto& line : scratch.lines) document.widest = std::max(document.widest, line.width);
    return scratch.lines.size();
}

}  // namespace tdkt::templates::docx
