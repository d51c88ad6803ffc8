#include "server/handlers/decisions.h"

#include <algorithm>
#include <map>

#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/desk.h"
#include "server/steps/recorded.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/files.h"
#include "sql/people.h"
#include "templates/views/decisions.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/decisions/" + std::to_string(id);
}

// Each failed try means that another decision was issued meanwhile.
constexpr int most_numbers_tried = 20;

constexpr auto signers = Role::director | Role::deputy_director;

// How the council voted on the nominations that were before it.
std::map<Id, std::string> verdicts(const std::vector<DecisionItem>& items) {
    std::map<Id, std::string> texts;
    for (const auto& item : items)
        if (item.members > 0)
            texts[item.nomination.id] =
                std::to_string(item.yes) + "/" + std::to_string(item.members) + "\u00a0phiếu";
    return texts;
}

std::vector<templates::Candidate> candidates(soci::session& db, Id organ) {
    std::vector<templates::Candidate> list;
    const auto items = sql::awaiting_decision(db, organ);
    auto votes = verdicts(items);
    for (const auto& item : items)
        list.push_back({item.nomination.id, item.nomination.dossier, item.nomination.name,
                        item.nomination.post, item.unit_name, item.award_name,
                        votes[item.nomination.id], item.amount});
    return list;
}

std::vector<templates::SignerOption> possible_signers(soci::session& db, Id organ) {
    std::vector<templates::SignerOption> list;
    for (const auto& account : sql::accounts_with(db, organ, signers))
        list.push_back({account.id, account.name, account.post});
    return list;
}

sql::Account chosen_signer(soci::session& db, const Request& request) {
    for (const auto& account : sql::accounts_with(db, request.actor.organ, signers))
        if (account.id == request.number("signer")) return account;
    throw Problem::field("signer", "Người này không có thẩm quyền ký quyết định.");
}

std::vector<DecisionItem> chosen_items(soci::session& db, const Request& request) {
    const auto wanted = ids(request, "nominations");
    auto items = sql::awaiting_decision(db, request.actor.organ);
    std::erase_if(items, [&](const DecisionItem& item) {
        return std::find(wanted.begin(), wanted.end(), item.nomination.id) == wanted.end();
    });
    if (items.size() != wanted.size())
        throw Problem(Kind::conflict,
                      "Có đề nghị không còn chờ quyết định, hoặc đã nằm trong dự thảo khác.",
                      {{"nominations", "Hãy xem danh sách mới nhất và chọn lại."}});
    if (items.empty()) throw Problem::field("nominations", "Hãy chọn ít nhất một đề nghị.");
    return items;
}

// Takes the step and keeps what was prepared for it.
Response take_decision_step(const Request& request, App& app, const Asked& step,
                            const std::optional<Prepared>& desk) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto decision = sql::load_decision(db, request.actor, step.on);
        expect_version(request, decision.version);
        take_step(change, app, request.actor, step, group_of(db, app, step));
        keep(change, app, request.actor, step, desk);
        sql::touch_decision(change, step.on, decision.version);
        return changed(request, path_of(step.on));
    });
}

}  // namespace

// GET /decisions
Response list_decisions(const Request& request, App& app) {
    constexpr int page_size = 50;
    const auto organ = request.actor.organ;
    const bool drafts = has(Role::standing_office, request.actor.roles);
    auto view = app.database.read([&](auto& db) {
        auto found = sql::load_decisions(db, organ, request.number("before"), page_size + 1);
        const auto next = cut(found, page_size);
        std::vector<templates::DecisionRow> rows;
        for (const auto& d : found)
            rows.push_back({d.id, d.title, d.outcome, d.state, d.items, d.total, d.number, d.symbol,
                            d.issued_on});
        auto shown = drafts ? templates::decisions_view(rows, candidates(db, organ),
                                                        possible_signers(db, organ), true)
                            : templates::decisions_view(rows, {}, {}, false);
        put_next(shown, request, next);
        return shown;
    });
    return show(request, app, "decisions", std::move(view));
}

// POST /decisions
Response post_decision(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto signer = chosen_signer(change.db(), request);
        Decision draft;
        draft.organ = request.actor.organ;
        draft.title = request.text("title");
        draft.basis = request.text("basis");
        draft.signer = signer.id;
        draft.signs_for = has(Role::director, signer.roles) ? "" : "KT.";
        draft.items = chosen_items(change.db(), request);
        const auto id = sql::add_decision(change, draft, request.actor.id, app.now());
        return made(request, path_of(id), id);
    });
}

// GET /decisions/:id
Response show_decision(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const auto decision = sql::load_decision(db, request.actor, id);
        const auto facts = sql::load_facts(db, decision, app.rules, day_of(app.now()));
        const auto offered = decision.outcome.empty()
                                 ? choices(facts, request.actor, Through::decision)
                                 : std::vector<Choice>{};
        const auto history = happened(sql::load_history_of(db, Through::decision, id));
        const auto paper = sql::find_document(db, "decision", id, PaperKind::decision);
        const auto signatures =
            paper ? signatures_on(db, app, *paper) : std::vector<templates::SignatureShown>{};
        return templates::decision_view(
            {decision, offered, history, paper, signatures, verdicts(decision.items)}, now_of(app));
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

// POST /decisions/:id/discard. Only a draft that has not been presented.
Response discard_decision(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto decision = sql::load_decision(change.db(), request.actor, request.id());
        expect_version(request, decision.version);
        if (!decision.outcome.empty() || decision.state() != State::recommended)
            throw Problem(Kind::conflict, "Chỉ hủy được dự thảo chưa trình.");
        sql::touch_decision(change, decision.id, decision.version);
        sql::close_decision(change, decision.id, "discarded", /*free_items=*/true);
        return changed(request, "/decisions");
    });
}

}  // namespace tdkt::server
