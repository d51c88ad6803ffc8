// The desk of work: what waits for the reader, by what is to be done.
#pragma once

#include <optional>

#include "templates/views/dossiers.h"

namespace tdkt::templates {

// In the order in which the desk shows it.
enum class Work {
    finish_draft,
    submit_draft,
    mend,
    receive,
    write_sheet,
    appraise,
    schedule,
    prepare_meeting,
    declare_conflicts,
    vote,
    declare,
    sign_minutes,
    draft_decision,
    present,
    sign,
    issue,
    pay,
    archive,
    in_preparation  // to know, not to do
};

// What the lifecycle has waiting in a state; nothing for a state in which nobody
// has to do anything, or that is told by other means (a draft, a meeting).
std::optional<Work> work_in(workflow::State state);

// One thing that waits for the reader.
struct Task {
    Work work;
    std::string href, title;
    std::int64_t since = 0;
    std::string pack = {};
    std::string what = {};                  // instead of what is always to be done
    std::string when = {};                  // instead of since when it waits
    std::optional<workflow::Day> due = {};  // instead of when its state is due
    int of_kind = 0;                        // how many wait so, when they are more than those given
};

// A notice.
struct Told {
    workflow::Id id;
    std::string text, link;
    std::int64_t at;
    bool unread;
};

json told(const Told& one);

json home_view(const std::vector<Task>& tasks, const std::vector<Told>& fresh,
               const std::vector<workflow::Campaign>& campaigns, const std::vector<json>& recent,
               const workflow::Actor& reader, const Now& now);

// Whether a round takes dossiers on this day.
bool is_open(const workflow::Round& round, workflow::Day today);

}  // namespace tdkt::templates
