// The history of dossiers: recording a step, and reading the record.
#pragma once

#include <optional>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/decide.h"
#include "workflow/history.h"

namespace tdkt::sql {

// True for an event "e" that decided a tie whose result is not declared yet: it tells how the vote
// went, and is nobody's to know.
inline constexpr const char* untold_tie =
    "(e.event in ('decide_for', 'decide_against') and not exists (select 1 from event l"
    " where l.nomination_id = e.nomination_id and l.event = 'declare' and l.id > e.id))";

// What one person does at one moment; `steps` are the moves that decide() made
// of it.
struct Act {
    workflow::Actor actor;
    workflow::Event event = workflow::Event::submit;
    workflow::Through through = workflow::Through::dossier;
    workflow::Id on = 0;  // the dossier, meeting or decision it is taken on
    std::string reason;
    std::string data = "{}";  // JSON, what the step rests on
    std::int64_t at = 0;
    std::vector<workflow::Step> steps;
};

// Stores the moves: the new states, their lines in the histories, and the jobs
// they call for. Throws Problem{stale} if a dossier has moved on since the
// steps were decided.
void record(Change& change, const Act& act);

// A line of a history with the words to show.
struct Line {
    workflow::Id id = 0;
    workflow::Entry entry;
    std::string actor_name, actor_post, nominee;
};

// The history of a dossier, in order: whole, and as a reader is told it.
std::vector<Line> load_history(soci::session& db, workflow::Id dossier);
std::vector<Line> load_history(soci::session& db, const Horizon& horizon, workflow::Id dossier);

// Of one nomination.
std::vector<Line> load_history_of_nomination(soci::session& db, const Horizon& horizon,
                                             workflow::Id nomination);

// What happened to the nominations of a meeting or a decision, through it.
std::vector<Line> load_history_of(soci::session& db, const Horizon& horizon,
                                  workflow::Through through, workflow::Id on);

// The last time that this happened to any nomination of a dossier, a meeting or a decision.
std::optional<Line> last_line(soci::session& db, workflow::Through through, workflow::Id on,
                              workflow::Event event);

// The newest lines of an organ, at most `most`, before line `before` (0: from the end): all, and
// those that a reader is told.
std::vector<Line> load_recent(soci::session& db, workflow::Id organ, workflow::Id before, int most);
std::vector<Line> load_recent(soci::session& db, const Horizon& horizon, workflow::Id before,
                              int most);

// One line by its id; Problem{missing}.
Line load_line(soci::session& db, workflow::Id id);

}  // namespace tdkt::sql
