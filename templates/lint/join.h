// Lines put together to paragraphs.
#pragma once

#include "templates/lint/subject.h"

namespace tdkt::templates::lint {

// A paragraph that begins with this line.
Paragraph begin_with(const Line& line, Role role, int annex);

// The line goes on with the paragraph.
void join(Paragraph& paragraph, const Line& line);

}  // namespace tdkt::templates::lint
