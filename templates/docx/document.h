// What the writers of a document share: the blocks they read, the text they write, and
// what must be told apart or measured on the way.
#pragma once

#include <span>
#include <string>

#include "templates/docx/media.h"
#include "templates/paper/blocks.h"
#include "templates/paper/lines.h"
#include "templates/paper/print.h"

namespace tdkt::templates::docx {

struct Document {
    const Blocks& blocks;
    const Images* images;
    std::string out{};  // the body of word/document.xml
    Media media{};
    int last_id = 0;    // of pictures and content controls
    double widest = 0;  // of the lines of the last paragraph that was measured, points
    Broken scratch{};

    std::span<const Piece> pieces(const Block& block) const {
        return {blocks.pieces.data() + block.pieces.first, block.pieces.count};
    }
};

// How many lines a paragraph has where it is `width` points wide; remembers the widest.
std::size_t measure(Document& document, const Block& paragraph, double width);

}  // namespace tdkt::templates::docx
