// Councils and their terms as the pages and the API show them.
#pragma once

#include "templates/views/words.h"
#include "workflow/council_papers.h"
#include "workflow/council_term.h"

namespace tdkt::templates {

struct SeatShown {
    workflow::Id id, stands_in_for;
    std::string name, post;
    workflow::CouncilPost council_post;
};
struct TermShown {
    workflow::Id id;
    std::string decision;
    workflow::Day valid_from, valid_to;
    std::int64_t made_at, ended_at;
    std::string made_by, ended_by, end_reason;
    std::vector<SeatShown> seats;  // stand-ins after their holders
};
// One of its series of numbers as it stands this year.
struct SeriesShown {
    workflow::Series series = workflow::Series::minutes;
    int first = 1, last = 0;  // last is first - 1 while none was given
    std::string set_by = {};
};
struct CouncilShown {
    workflow::Id id;
    std::string name, symbol;
    workflow::CouncilKind kind;
    std::vector<TermShown> terms;  // the newest first
    std::vector<SeriesShown> series = {};
};
struct CouncilsShown {
    std::vector<CouncilShown> councils;
    workflow::Day today;
    bool may_edit = false;
};
json councils_view(const CouncilsShown& shown);

// Somebody who may be chosen.
struct Eligible {
    workflow::Id account;
    std::string name, post, unit_name;
};
// The form of a term: the next one of `before`, or the first of a new council when null.
json term_view(const CouncilShown* before, const std::vector<Eligible>& people,
               workflow::Day today);

}  // namespace tdkt::templates
