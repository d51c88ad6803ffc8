// Who may see what: the one place that says so. Lists, pages, search, files, papers
// and notices all ask here, through sql/sight.h.
#pragma once

#include "workflow/actor.h"

namespace tdkt::workflow {

// The dossiers of an organ that a person's offices open to them. An
// administrator keeps accounts and sees no dossier.
enum class Sight : unsigned {
    own_unit = 1 << 0,    // those of one's unit, from the first draft on
    submitted = 1 << 1,   // all that have been submitted
    at_council = 1 << 2,  // those that have been on an agenda
    in_decision = 1 << 3  // those that a decision gathers
};

constexpr Sight sight(Role roles) {
    Sight all{};
    const auto grant = [&](Role who, Sight what) {
        if ((static_cast<unsigned>(roles) & static_cast<unsigned>(who)) != 0) all = all | what;
    };
    grant(Role::unit_officer | Role::unit_head, Sight::own_unit);
    grant(Role::standing_office | Role::data_office | Role::council_secretary | Role::director |
              Role::deputy_director | Role::auditor,
          Sight::submitted);
    grant(Role::council_member | Role::council_chair, Sight::at_council);
    grant(Role::finance | Role::clerk, Sight::in_decision);
    return all;
}

// Whoever is in conflict with a nomination (who is nominated, who belongs to the nominated
// collective, who has declared it) knows nothing of it from its submission on, until its
// decision is issued and so known to all.
constexpr bool is_hidden_in_conflict(State state) {
    return state != State::draft && state != State::issued && state != State::paid &&
           state != State::archived;
}

// The office of the unit that proposes it works on the dossier all the same. It sees that the
// nomination is under consideration, and nothing of where it stands there.
constexpr bool is_veiled_in_conflict(State state) {
    return is_hidden_in_conflict(state) && state >= State::appraised &&
           state != State::not_recommended && state != State::refused;
}

// As long as it is under way, whoever is in conflict with it handles no draft of a decision,
// whether that holds it or not: nothing can be told by it.
constexpr bool is_open_in_conflict(State state) {
    return is_hidden_in_conflict(state) && state != State::withdrawn &&
           state != State::not_recommended && state != State::refused;
}

// Who may see meetings, and decisions, of the organ.
constexpr auto council_circle = Role::council_secretary | Role::council_member |
                                Role::council_chair | Role::standing_office | Role::director |
                                Role::deputy_director | Role::auditor;
// Who sets councils up by their founding decisions.
constexpr auto council_makers = Role::standing_office | Role::council_secretary;

constexpr auto decision_circle = Role::standing_office | Role::director | Role::deputy_director |
                                 Role::clerk | Role::finance | Role::auditor |
                                 Role::council_secretary;

// Who works with the papers around them: the list of what is paid, the sheet of an
// appraisal, letters to a unit about its dossier, the minutes of a count.
constexpr auto payment_circle =
    Role::finance | Role::standing_office | Role::director | Role::deputy_director | Role::auditor;
constexpr auto certificate_circle = Role::clerk | Role::standing_office;
constexpr auto appraisal_circle =
    Role::standing_office | Role::data_office | Role::council_secretary | Role::auditor;
// Who may be given a sheet of appraisal: the offices that appraise, and members of the
// council who read beforehand; and who may look at how far the sheets are.
constexpr auto appraisers = Role::standing_office | Role::data_office | Role::council_member |
                            Role::council_chair | Role::council_secretary;
constexpr auto sheet_circle = appraisal_circle | appraisers;
constexpr auto notice_circle =
    Role::standing_office | Role::clerk | Role::director | Role::deputy_director | Role::auditor;
constexpr auto count_circle = Role::council_secretary | Role::council_chair;

// Who may read the templates of papers, and who may change them.
constexpr auto template_editors = Role::standing_office;
constexpr auto template_circle = template_editors | Role::clerk | Role::auditor;

}  // namespace tdkt::workflow
