// Dossiers and nominations as the pages and the API show them.
#pragma once

#include "templates/views/sheets.h"
#include "templates/views/standing.h"
#include "workflow/campaign.h"
#include "workflow/decision.h"
#include "workflow/dossier.h"

namespace tdkt::templates {

// Whom a nomination may be linked to, so that nobody judges themselves.
struct Nominees {
    struct Person {
        workflow::Id account;
        std::string name, post;
    };
    struct Unit {
        workflow::Id id;
        std::string name;
    };
    std::vector<Person> people;  // of the dossier's unit
    std::vector<Unit> units;     // of the organ
};

// What a dossier's page shows.
struct DossierShown {
    const workflow::Dossier& dossier;
    const std::vector<workflow::Facts>& facts;  // of its nominations, in order
    const std::vector<workflow::Choice>& choices;
    const std::vector<Happened>& history;
    const std::vector<workflow::Document>& papers;
    const workflow::Campaign& campaign;
    bool may_edit = false;  // the reader is of the unit and it can still be edited
    bool sees_meetings = false;
    Nominees nominees = {};
    std::vector<std::string> warnings = {};  // for the offices that appraise
    std::vector<SheetLink> sheets = {};
};
json dossier_view(const DossierShown& shown, const Now& now);

// The same for one nomination of it.
json nomination_view(const DossierShown& shown, const workflow::Nomination& nomination,
                     const workflow::Facts& facts, const Now& now);

// A row of a list of dossiers.
struct DossierRow {
    workflow::Id id;
    std::string title, unit_name, round_name, pack;
    workflow::Day propose_before;
    std::int64_t created_at, first_submitted_at;
    const std::vector<workflow::Nomination>& nominations;
};
json dossier_row(const DossierRow& row, const Now& now);

// The form of a new dossier: the rounds that an author may choose.
json dossier_form(const std::vector<workflow::Campaign>& campaigns, const std::string& unit_name,
                  const Now& now);

// "trước ngày 05/11/2025 (hạn cuối 04/11/2025)"
std::string deadline_text(const workflow::Round& round);

// papers[] and has_papers, as every page with papers shows them.
void put_papers(json& view, const std::vector<workflow::Document>& papers);

}  // namespace tdkt::templates
