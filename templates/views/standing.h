// Where a dossier, a nomination or a decision stands: the box at the top of its
// page, and its line in a list.
#pragma once

#include <span>

#include "templates/views/steps.h"
#include "workflow/dossier.h"

namespace tdkt::templates {

// The state of a veiled nomination, to people.
inline constexpr auto veiled_label = "Đang được xem xét";

// state, badges, holder, since, due, and the suspension.
void put_standing(json& view, const Now& now, workflow::State state, std::int64_t since,
                  const std::string& pack, const std::string& suspension);

// Tells apart the nominations that stand in different places: badges and holders
// with counts; suspended when nothing goes on.
void put_mixture(json& view, std::span<const workflow::Nomination> nominations);

// Of nominations that are veiled nothing is told but that they are under consideration.
void put_veil(json& view, const Now& now, std::span<const workflow::Nomination> nominations);

// stops[]: why nominations were sent back, put off or suspended, said by whom and
// when, as long as it holds.
void put_stops(json& view, std::span<const workflow::Nomination> nominations,
               const std::vector<Happened>& history);

// Who has a draft, and what is to be done with it, as its reader is told.
// `missing`: what it lacks, each part once.
struct DraftShown {
    std::vector<std::string> missing;
    bool has_nominations = true;
    bool may_edit = false, may_submit = false;
};
void put_draft(json& view, const DraftShown& draft);

}  // namespace tdkt::templates
