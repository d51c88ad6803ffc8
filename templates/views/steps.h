// What stands beside a dossier, a nomination, a meeting and a decision alike:
// the journey, who has it, what the reader may do next, and what happened.
#pragma once

#include "templates/views/words.h"
#include "workflow/decide.h"

namespace tdkt::templates {

// The stations of the road with the one reached; `ended` states stop it there.
json journey(workflow::State now);

// steps[] and has_steps, those that lead on first. `on` is the path of the act,
// "/dossiers/41"; `all`: of how many nominations.
void put_steps(json& view, const std::string& on, const std::vector<workflow::Choice>& choices,
               std::size_t all);

// What the reader may do here besides a step of the lifecycle, before those.
void add_deed(json& view, const std::string& text, const std::string& consequence,
              const std::string& action);

// One line of a timeline.
struct Happened {
    workflow::Event event;
    workflow::State to;
    std::int64_t at;
    std::string actor_name, actor_post, reason;
    std::string subject;  // the nominee when not all moved; else empty
};

// timeline[] with the newest first, and has_timeline. Lines of one act (same
// moment, person and event) become one, named by its subjects.
void put_timeline(json& view, const std::vector<Happened>& lines, std::size_t nominations);

}  // namespace tdkt::templates
