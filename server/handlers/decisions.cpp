#include "server/handlers/decisions.h"

#include "server/handlers/drafts.h"
#include "server/handlers/lists.h"
#include "server/handlers/sheets.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/desk.h"
#include "server/steps/recorded.h"
#include "server/steps/wordings.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/files.h"
#include "sql/people.h"
#include "templates/views/decisions.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/decisions/" + std::to_string(id);
}

// Each failed try means that another decision was issued meanwhile.
constexpr int most_numbers_tried = 20;

// Takes the step and keeps what was prepared for it.
Response take_decision_step(const Request& request, App& app, Asked step,
                            const std::optional<Prepared>& desk) {
    if (desk) step.not_before = desk->at;
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto decision = sql::load_decision(db, request.actor, step.on);
        expect_not_reserved(decision);
        expect_version(request, decision.version);
        const auto at = take_step(change, app, request.actor, step, group_of(db, app, step));
        keep(change, request.actor, step, desk, at, !app.settings.edxml_folder.empty());
        sql::touch_decision(change, step.on, decision.version);
        return changed(request, path_of(step.on));
    });
}

// Those of the paper that can still be mended: what it says now, while it is a draft. A draft
// that holds nobody has no paper.
void put_words(soci::session& db, App& app, templates::DecisionShown& shown) {
    if (is_draft(shown.decision)) {
        if (shown.decision.items.empty()) return;
        auto [data, words] = draft_paper(db, app, shown.decision);
        shown.data = std::move(data);
        shown.words = std::move(words);
    } else if (shown.paper && shown.paper->signed_file.empty()) {
        shown.data = nlohmann::json::parse(shown.paper->data);
        shown.words = text_of(db, shown.paper->words);
    }
}

}  // namespace

// GET /decisions
Response list_decisions(const Request& request, App& app) {
    constexpr int page_size = 50;
    const auto organ = request.actor.organ;
    auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const bool drafts = may_draft(horizon);
        auto found = sql::load_decisions(db, horizon, request.number("before"), page_size + 1);
        const auto next = cut(found, page_size);
        std::vector<templates::DecisionRow> rows;
        for (const auto& d : found)
            rows.push_back({d.id, d.title, d.outcome, d.state, d.items, d.total, d.number, d.symbol,
                            d.issued_on});
        auto shown = drafts ? templates::decisions_view(rows, candidates(db, organ),
                                                        possible_signers(db, app, organ), true)
                            : templates::decisions_view(rows, {}, {}, false);
        put_next(shown, request, next);
        return shown;
    });
    return show(request, app, "decisions", std::move(view));
}

// GET /decisions/:id
Response show_decision(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const auto decision = sql::load_decision(db, horizon, id);
        const auto facts = sql::load_facts(db, decision, app.rules, day_of(app.now()));
        const auto offered = decision.outcome.empty() && !decision.reserved
                                 ? choices(facts, request.actor, Through::decision)
                                 : std::vector<Choice>{};
        const auto history = happened(sql::load_history_of(db, horizon, Through::decision, id));
        auto paper = sql::find_document(db, "decision", decision.id, PaperKind::decision);
        if (decision.reserved) paper.reset();
        const auto signatures =
            paper ? signatures_on(db, app, *paper) : std::vector<templates::SignatureShown>{};
        templates::DecisionShown shown{decision, offered,    history,
                                       paper,    signatures, verdicts(decision.items)};
        if (!decision.reserved) put_words(db, app, shown);
        if (is_draft(decision) && may_draft(horizon)) {
            if (!facts.empty()) shown.over_prizes = facts.front().over_prizes;
            shown.candidates = candidates(db, decision.organ);
            shown.signers = possible_signers(db, app, decision.organ);
        }
        shown.sheets = sheets_of(request.actor, decision, paper && !paper->issued_file.empty());
        shown.certifies = has(certificate_circle, request.actor.roles);
        return templates::decision_view(shown, now_of(app));
    });
    return show(request, app, "decision", view);
}

// POST /decisions/:id/events. Signing and issuing put signatures on the paper;
// the other steps are like any step. Who prepares a number that another clerk
// takes first, prepares the next one.
Response post_decision_event(const Request& request, App& app) {
    const auto step = asked(request, sql::Of::decision, Through::decision, request.id());
    for (int attempt = 1;; ++attempt) {
        const auto desk = prepare(request, app, step);
        try {
            return take_decision_step(request, app, step, desk);
        } catch (const Problem& problem) {
            const bool outrun =
                problem.kind() == Kind::stale && desk && number_is_taken(app, *desk);
            if (!outrun) throw;
            if (attempt == most_numbers_tried) throw Problem::busy();
        }
    }
}

}  // namespace tdkt::server
