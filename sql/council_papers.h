// The series in which a council numbers its papers, and what it has given a number.
#pragma once

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/council.h"

namespace tdkt::sql {

// Of a meeting, those of its papers that have a number, in the order of their kinds.
std::vector<workflow::NumberedPaper> numbered_papers(soci::session& db, workflow::Id meeting);

// Gives a paper of the meeting the next number of its series in the year of `on`, in the
// symbol that the council has now. A paper that has a number keeps it: nothing happens then.
void number_paper(Change& change, const workflow::Meeting& meeting, workflow::CouncilPaper kind,
                  workflow::Day on, workflow::Id by, std::int64_t at);

// Where a series of one year stands: `first` to `last` have been given, none when last is first
// - 1.
struct SeriesStand {
    workflow::Id council = 0;
    workflow::Series series = workflow::Series::minutes;
    int year = 0, first = 1, last = 0;
    std::string set_by = {};  // who said where it goes on from paper; empty: it begins at 1
    std::int64_t set_at = 0;
};
// Of all councils of an organ, in one year; of what has not begun nothing.
std::vector<SeriesStand> series_stands(soci::session& db, workflow::Id organ, int year);

// Lets a series begin at `first`. Problem{conflict} once it has given a number.
void begin_at(Change& change, const SeriesStand& wanted, workflow::Id by, std::int64_t at);

// Whether the reader is told no number of the council of this year: some paper of its meetings
// is an extract to them, and a gap between two numbers would tell of what came between.
bool keeps_numbers_back(soci::session& db, const Horizon& horizon, workflow::Id council, int year);

// What a council has given a number in one year, as a reader is told of it.
struct PaperLine {
    workflow::NumberedPaper paper;
    workflow::Id meeting = 0;
    workflow::Day held_on{};
    std::string issued_by;
};
struct CouncilRegister {
    bool extract = false;          // without numbers: see keeps_numbers_back()
    std::vector<PaperLine> lines;  // by series, in the order of their numbers
};
CouncilRegister council_register(soci::session& db, const Horizon& horizon, workflow::Id council,
                                 int year);

}  // namespace tdkt::sql
