// Lines and areas that a sheet draws itself, as shapes behind its words.
#pragma once

#include <span>
#include <string>

#include "templates/paper/drawing.h"

namespace tdkt::templates::docx {

// Appends a run with a drawing as large as the sheet. Shapes of one colour and line
// are one. `last_id` is counted up.
void append_shapes(std::string& out, std::span<const Shape> shapes, const Sheet& sheet,
                   int& last_id);

}  // namespace tdkt::templates::docx
