// What a council has given a number, and the ties of a meeting, as pages and API show them.
#pragma once

#include "templates/views/words.h"
#include "workflow/council.h"
#include "workflow/facts.h"

namespace tdkt::templates {

// "03/BB-HĐTĐKT"; without its number where the reader is not told: "…/BB-HĐTĐKT".
std::string numbered(const workflow::NumberedPaper& paper);

// papers[] of a meeting, and where the council's register is.
void put_papers(json& view, const workflow::Meeting& meeting);

// ties[]: items with even votes that wait for a decision or have it, before the result; for who
// presides over them, and for the secretary, who waits with the result.
void put_open_ties(json& view, const workflow::Meeting& meeting,
                   const std::vector<workflow::Facts>& facts, const workflow::Actor& reader);

// "Đúng một nửa đồng ý, … quyết định đạt: …"; empty where the votes decided.
std::string tie_text(const workflow::AgendaItem& item);

struct RegisterLine {
    workflow::NumberedPaper paper;
    workflow::Id meeting;
    workflow::Day held_on;
    std::string issued_by;
};
struct CouncilRegisterShown {
    workflow::Id council;
    std::string name;
    int year, this_year;
    bool extract;
    std::vector<RegisterLine> lines;
};
json council_register_view(const CouncilRegisterShown& shown);

// The columns of the register as a file, and a line of it.
std::vector<std::string> register_head();
std::vector<std::string> register_cells(const RegisterLine& line);

}  // namespace tdkt::templates
