// Somebody's PDF as the checks of Decree 30 see it: pages, lines of text, fonts, rules.
#pragma once

#include <string_view>

#include "templates/lint/subject.h"

namespace tdkt::server {

// Its parts are guessed (templates/lint/guess.h). A scan has pages and no text. Throws
// workflow::Problem for what is no PDF or needs a password.
templates::lint::Subject read_paper_file(std::string_view bytes);

}  // namespace tdkt::server
