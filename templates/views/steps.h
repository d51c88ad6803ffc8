// What stands beside a dossier, a nomination, a meeting and a decision alike:
// the journey, who has it, what the reader may do next, and what happened.
#pragma once

#include "templates/views/words.h"
#include "workflow/decide.h"

namespace tdkt::templates {

// The stations of the road with the one reached; `ended` states stop it there.
json journey(workflow::State now);

// state, holder, since, due, and the suspension.
void put_standing(json& view, const Now& now, workflow::State state, std::int64_t since,
                  const std::string& pack, const std::string& suspension);

// steps[], has_steps and steps_action. `on` is the path of the act, "/dossiers/41".
void put_steps(json& view, const std::string& on, const std::vector<workflow::Choice>& choices);

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
