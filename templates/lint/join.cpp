#include "templates/lint/join.h"

#include <algorithm>

namespace tdkt::templates::lint {

Paragraph begin_with(const Line& line, Role role, int annex) {
    Paragraph paragraph;
    paragraph.role = role;
    paragraph.annex = annex;
    paragraph.place = line.place;
    paragraph.least = paragraph.most = line.size;
    paragraph.bold = paragraph.italic = true;
    join(paragraph, line);
    return paragraph;
}

void join(Paragraph& paragraph, const Line& line) {
    if (!paragraph.text.empty()) paragraph.text += ' ';
    paragraph.text += line.text;
    paragraph.least = std::min(paragraph.least, line.size);
    paragraph.most = std::max(paragraph.most, line.size);
    paragraph.bold = paragraph.bold && line.bold;
    paragraph.italic = paragraph.italic && line.italic;
    paragraph.last = line.place.y;
    paragraph.last_page = line.place.page;
    if (line.width < paragraph.width) return;
    paragraph.width = line.width;
    paragraph.centre = line.place.x + line.width / 2;
}

}  // namespace tdkt::templates::lint
