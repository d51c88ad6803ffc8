#include "server/handlers/sheets.h"

#include "server/app.h"
#include "server/front/text.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/wordings.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/history.h"
#include "sql/people.h"
#include "templates/data/decision_papers.h"
#include "templates/papers.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

// Who confirmed that the money was paid; nobody before.
std::string payer(soci::session& db, Id decision) {
    const auto paid = sql::last_line(db, Through::decision, decision, Event::pay);
    return paid ? paid->actor_name : "";
}

// The office that pays: its head checks the list.
templates::Signer finance_head(soci::session& db, Id organ) {
    const auto people = sql::accounts_with(db, organ, Role::finance);
    return people.empty() ? templates::Signer{"", "Phụ trách tài chính", ""}
                          : head_of_unit(db, people.front().unit);
}

// Of several clerks nobody knows who keeps the roll.
std::string keeper_of_roll(soci::session& db, Id organ) {
    const auto clerks = sql::accounts_with(db, organ, Role::clerk);
    return clerks.size() == 1 ? clerks.front().name : "";
}

}  // namespace

Response sheet(const Request& request, App& app, std::string_view kind,
               const std::function<Sheet(soci::session&)>& gather) {
    const bool as_file = request.input.value("pdf", false) || request.input.value("docx", false);
    const bool as_facts = request.json && !as_file;
    const auto [made, words] = app.database.read([&](auto& db) {
        auto found = gather(db);
        auto valid = as_facts
                         ? Words()
                         : words_for(db, request.actor.organ, std::string(kind), day_of(app.now()));
        return std::pair(std::move(found), std::move(valid.text));
    });
    const auto& [title, data] = made;
    if (as_facts) return show(request, app, "", {{"kind", kind}, {"data", data}});
    const templates::PaperText text(kind, words);
    if (request.input.value("docx", false))
        return word_file(templates::paper_docx(text, data), title);
    if (!request.input.value("pdf", false))
        return {200, templates::paper_page(title, templates::paper_html(text, data))};
    return pdf_file(templates::paper_pdf(text, data), title);
}

templates::Signer head_of_organ(soci::session& db, Id organ) {
    const auto directors = sql::accounts_with(db, organ, Role::director);
    return {"", "Giám đốc", directors.empty() ? "" : directors.front().name};
}

templates::Signer head_of_unit(soci::session& db, Id unit) {
    const auto title = sql::load_unit(db, unit).head_title;
    for (const auto& account : sql::accounts_of(db, unit))
        if (account.active && account.post.starts_with(title)) return {"", title, account.name};
    return {"", title, ""};
}

std::vector<templates::SheetLink> sheets_of(const Actor& reader, const Decision& decision,
                                            bool issued) {
    if (!issued || !has(payment_circle, reader.roles)) return {};
    return {
        {"Danh sách chi tiền thưởng", "/decisions/" + std::to_string(decision.id) + "/payment"}};
}

// GET /decisions/:id/payment
Response show_payment(const Request& request, App& app) {
    return sheet(request, app, "payment", [&](soci::session& db) -> Sheet {
        const auto decision = sql::load_decision(db, request.actor, request.id());
        const auto paper = sql::find_document(db, "decision", decision.id, PaperKind::decision);
        if (!paper) throw Problem(Kind::blocked, "Quyết định chưa được ban hành.");
        const auto issued = templates::issued_decision(*paper);
        return {"Danh sách chi tiền thưởng " + issued.number + "/" + issued.symbol,
                templates::payment_data(issued, {"", "Người lập danh sách", payer(db, decision.id)},
                                        finance_head(db, decision.organ), day_of(app.now()))};
    });
}

// GET /honour. The roll of honour of a year, this one unless another is named.
Response show_honour(const Request& request, App& app) {
    const auto today = day_of(app.now());
    const auto year = request.number("year", year_of(today));
    if (year < 2000 || year > 2100) throw Problem::field("year", "Năm phải từ 2000 đến 2100.");
    const auto organ = request.actor.organ;
    return sheet(request, app, "honour", [&](soci::session& db) -> Sheet {
        std::vector<templates::IssuedDecision> decisions;
        for (const auto& paper : sql::issued_decisions(db, organ, static_cast<int>(year)))
            decisions.push_back(templates::issued_decision(paper));
        if (decisions.empty())
            throw Problem(Kind::blocked, "Năm " + std::to_string(year) +
                                             " chưa có quyết định khen thưởng nào được ban hành.");
        return {"Sổ vàng khen thưởng " + std::to_string(year),
                templates::honour_data(static_cast<int>(year), decisions, keeper_of_roll(db, organ),
                                       head_of_organ(db, organ), today)};
    });
}

}  // namespace tdkt::server
