// Which part each line of a stranger's document plays, told by where it stands, how it
// looks and how it begins, as a clerk sees it at a glance.
#pragma once

#include "templates/lint/subject.h"

namespace tdkt::templates::lint {

// From pages, lines (from the top, each from the left), rules: roles, paragraphs, page
// numbers, annexes and the genre.
void guess_parts(Subject& subject);

}  // namespace tdkt::templates::lint
