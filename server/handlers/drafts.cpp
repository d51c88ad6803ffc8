#include "server/handlers/drafts.h"

#include <algorithm>

#include "server/handlers/lists.h"
#include "server/jobs/write_papers.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "server/steps/wordings.h"
#include "sql/decisions.h"
#include "sql/people.h"
#include "templates/papers.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/decisions/" + std::to_string(id);
}

constexpr auto draft_code = "DỰ THẢO";  // where the paper has the code that is checked
constexpr auto signers = Role::director | Role::deputy_director;

bool has_key(App& app, const sql::Account& account) {
    try {
        app.keys.person(account);
        return true;
    } catch (const Problem&) {
        return false;
    }
}

sql::Account chosen_signer(soci::session& db, App& app, const Request& request) {
    for (const auto& account : sql::accounts_with(db, request.actor.organ, signers)) {
        if (account.id != request.number("signer")) continue;
        if (has_key(app, account)) return account;
        throw Problem::field("signer",
                             account.name + " chưa có khóa ký số nên chưa ký được quyết định.");
    }
    throw Problem::field("signer", "Người này không có thẩm quyền ký quyết định.");
}

// One paper speaks of one round: its title, its bases and its prizes are the round's.
void expect_one_round(const std::vector<DecisionItem>& items) {
    for (const auto& item : items)
        if (item.round != items.front().round)
            throw Problem::field("nominations",
                                 "Mỗi quyết định chỉ gồm đề nghị của một đợt; ở đây có cả “" +
                                     items.front().round_name + "” và “" + item.round_name + "”.");
}

// Of those that wait for a decision, and of those that the draft holds already.
std::vector<DecisionItem> chosen_items(soci::session& db, const Request& request,
                                       std::vector<DecisionItem> held) {
    const auto wanted = ids(request, "nominations");
    for (auto& item : sql::awaiting_decision(db, request.actor.organ))
        held.push_back(std::move(item));
    std::erase_if(held, [&](const DecisionItem& item) {
        return std::find(wanted.begin(), wanted.end(), item.nomination.id) == wanted.end();
    });
    if (held.size() != wanted.size())
        throw Problem(Kind::conflict,
                      "Có đề nghị không còn chờ quyết định, hoặc đã nằm trong dự thảo khác.",
                      {{"nominations", "Hãy xem danh sách mới nhất và chọn lại."}});
    if (held.empty()) throw Problem::field("nominations", "Hãy chọn ít nhất một đề nghị.");
    expect_one_round(held);
    return held;
}

// What the form says.
Decision filled(soci::session& db, App& app, const Request& request, Decision draft) {
    const auto signer = chosen_signer(db, app, request);
    draft.title = request.text("title");
    draft.basis = request.text("basis");
    draft.signer = signer.id;
    draft.signs_for = has(Role::director, signer.roles) ? "" : "KT.";
    draft.items = chosen_items(db, request, std::move(draft.items));
    return draft;
}

Decision draft_to_change(soci::session& db, const Request& request) {
    auto decision = sql::load_decision(db, request.actor, request.id());
    expect_not_reserved(decision);
    expect_version(request, decision.version);
    if (!is_draft(decision)) throw Problem(Kind::conflict, "Chỉ sửa, hủy được dự thảo chưa trình.");
    return decision;
}

}  // namespace

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
                        votes[item.nomination.id], item.amount, item.round_name});
    return list;
}

std::vector<templates::SignerOption> possible_signers(soci::session& db, App& app, Id organ) {
    std::vector<templates::SignerOption> list;
    for (const auto& account : sql::accounts_with(db, organ, signers))
        list.push_back({account.id, account.name, account.post, has(Role::director, account.roles),
                        has_key(app, account)});
    std::ranges::stable_partition(list, &templates::SignerOption::director);
    return list;
}

bool is_draft(const Decision& decision) {
    return decision.outcome.empty() && decision.state() == State::recommended;
}

namespace {

constexpr auto for_others =
    "Ông/Bà đang có liên quan đến một đề nghị chưa giải quyết xong nên không xem, không xử lý văn "
    "bản của quyết định chưa ban hành; việc này do người khác có thẩm quyền thực hiện.";

}  // namespace

bool may_draft(const sql::Horizon& horizon) {
    return has(Role::standing_office, horizon.reader().roles) && !horizon.is_wary();
}

void expect_not_reserved(const Decision& decision) {
    if (decision.reserved) throw Problem(Kind::forbidden, for_others);
}

// POST /decisions
Response post_decision(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        if (!may_draft(sql::Horizon(change.db(), request.actor)))
            throw Problem(Kind::forbidden, for_others);
        Decision draft;
        draft.organ = request.actor.organ;
        const auto id = sql::add_decision(change, filled(change.db(), app, request, draft),
                                          request.actor.id, app.now());
        return made(request, path_of(id), id);
    });
}

DraftPaper draft_paper(soci::session& db, App& app, const Decision& decision) {
    return {decision_paper(db, app, decision, draft_code),
            words_for(db, decision.organ, "decision", day_of(app.now())).text};
}

// POST /decisions/:id. Title, bases, signer and items of a draft.
Response edit_decision(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto draft = draft_to_change(change.db(), request);
        const auto version = draft.version;
        sql::touch_decision(change, draft.id, version);
        sql::edit_decision(change, filled(change.db(), app, request, std::move(draft)));
        return changed(request, path_of(request.id()));
    });
}

// GET /decisions/:id/preview. The paper as it would be written now.
Response preview_decision(const Request& request, App& app) {
    const auto [title, data, words] = app.database.read([&](auto& db) {
        const auto decision = sql::load_decision(db, request.actor, request.id());
        expect_not_reserved(decision);
        auto paper = draft_paper(db, app, decision);
        return std::tuple(decision.title, std::move(paper.data), std::move(paper.words));
    });
    if (request.json) return show(request, app, "", {{"kind", "decision"}, {"data", data}});
    return {200,
            templates::paper_page("Dự thảo: " + title,
                                  templates::paper_html({code(PaperKind::decision), words}, data))};
}

// GET /decisions/:id/docx. The same, as long as it is a draft: afterwards the paper itself
// is what may be had.
Response download_draft(const Request& request, App& app) {
    const auto [data, words] = app.database.read([&](auto& db) {
        const auto decision = sql::load_decision(db, request.actor, request.id());
        expect_not_reserved(decision);
        if (!is_draft(decision))
            throw Problem(Kind::conflict, "Quyết định này không còn là dự thảo.");
        return draft_paper(db, app, decision);
    });
    return word_file(templates::paper_docx({code(PaperKind::decision), words}, data),
                     "Dự thảo quyết định khen thưởng");
}

// POST /decisions/:id/discard. Only a draft that has not been presented.
Response discard_decision(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto decision = draft_to_change(change.db(), request);
        sql::touch_decision(change, decision.id, decision.version);
        sql::close_decision(change, decision.id, "discarded", /*free_items=*/true);
        return changed(request, "/decisions");
    });
}

}  // namespace tdkt::server
