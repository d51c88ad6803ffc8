// What leads a meeting, as its page shows it: who is invited, who presides, the board in the room.
#pragma once

#include "templates/views/words.h"
#include "workflow/council.h"

namespace tdkt::templates {

// Invitation and deadline of opinions in writing, for whom `edits` may send it.
void put_invited(json& view, const workflow::Meeting& meeting, bool edits, workflow::Day today);

// Who presides over each row of view["agenda"] that is not the chair's, and the form that says so.
void put_presiding(json& view, const workflow::Meeting& meeting, bool edits);

// "Ông A, dự thay bà B", or the name alone.
std::string attendant(const workflow::Member& member);

// For the screen of the room: who is there, and how many ballots are in; tells no vote.
json board_view(const workflow::Meeting& meeting, const std::vector<workflow::Facts>& facts,
                const Now& now);

}  // namespace tdkt::templates
