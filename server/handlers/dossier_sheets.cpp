// Papers about a dossier: what was found in it, why it comes back, what became of it.
#include <algorithm>
#include <map>
#include <set>

#include "server/app.h"
#include "server/handlers/appraisals.h"
#include "server/handlers/sheets.h"
#include "server/steps/issuer.h"
#include "sql/campaigns.h"
#include "sql/council.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/history.h"
#include "sql/people.h"
#include "templates/data/dossier_papers.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

std::string path_of(const Dossier& dossier, const char* paper) {
    return "/dossiers/" + std::to_string(dossier.id) + "/" + paper;
}

bool is_refused(State state) {
    return state == State::not_recommended || state == State::refused;
}

bool is_granted(State state) {
    return state == State::issued || state == State::paid || state == State::archived;
}

bool has_come_back(const Dossier& dossier) {
    return std::ranges::any_of(dossier.nominations,
                               [](const auto& n) { return n.state == State::returned; });
}

// Something was decided, and nothing is under way.
bool is_settled(const Dossier& dossier) {
    bool any = false;
    for (const auto& n : dossier.nominations) {
        if (n.state == State::withdrawn) continue;
        if (!is_refused(n.state) && !is_granted(n.state)) return false;
        any = true;
    }
    return any;
}

// A dossier that the reader may see, without what its unit took back.
Dossier dossier_of(soci::session& db, const Request& request) {
    auto dossier = sql::load_dossier(db, request.actor, request.id());
    std::erase_if(dossier.nominations,
                  [](const Nomination& n) { return n.state == State::withdrawn; });
    return dossier;
}

const Pack& pack_of(const App& app, const Dossier& dossier) {
    return dossier.pack.empty() ? app.rules.on(day_of(app.now())) : app.rules.pack(dossier.pack);
}

// The last line of this event about the nomination.
const sql::Line* last_of(const std::vector<sql::Line>& history, Id nomination, Event event) {
    const sql::Line* found = nullptr;
    for (const auto& line : history)
        if (line.entry.nomination == nomination && line.entry.event == event) found = &line;
    return found;
}

// Who found the dossier fit, the last time; nobody before.
std::optional<sql::Account> appraiser_of(soci::session& db, Id dossier) {
    const auto found = sql::last_line(db, Through::dossier, dossier, Event::appraise);
    if (!found) return {};
    return sql::load_account(db, found->entry.actor);
}

// Where the appraiser sits; before there is one, the standing office.
Id office_of(soci::session& db, const Dossier& dossier, const std::optional<sql::Account>& who) {
    if (who) return who->unit;
    const auto people = sql::accounts_with(db, dossier.organ, Role::standing_office);
    return people.empty() ? dossier.unit : people.front().unit;
}

// "Đạt 04/11 phiếu đồng ý, cần từ 06 phiếu", and the minutes that say so.
templates::Ground vote_against(const Meeting& meeting, const App& app, const Dossier& dossier,
                               const Nomination& n) {
    const auto item = std::ranges::find(meeting.agenda, n.id, &AgendaItem::nomination);
    if (item == meeting.agenda.end()) throw std::logic_error("a verdict without its agenda");
    const auto members = static_cast<int>(meeting.members.size());
    const auto needed = pack_of(app, dossier).award(n.award).threshold.needed(members);
    return {n.id,
            "Đạt " + document_number(item->yes) + "/" + document_number(members) +
                " phiếu đồng ý, cần từ " + document_number(needed) + " phiếu",
            "Biên bản họp Hội đồng " + long_date(meeting.held_on)};
}

std::vector<templates::Ground> grounds_of_result(soci::session& db, const App& app,
                                                 const Dossier& dossier) {
    std::vector<templates::Ground> grounds;
    const auto history = sql::load_history(db, dossier.id);
    std::map<Id, Meeting> meetings;
    for (const auto& n : dossier.nominations) {
        if (n.state == State::not_recommended) {
            if (!meetings.contains(n.meeting))
                meetings.emplace(n.meeting, sql::load_meeting(db, n.meeting));
            grounds.push_back(vote_against(meetings.at(n.meeting), app, dossier, n));
        }
        if (n.state != State::refused) continue;
        if (const auto* line = last_of(history, n.id, Event::refuse))
            grounds.push_back(
                {n.id, line->entry.reason,
                 "Ý kiến của " + line->actor_post + " " + long_date(day_of(line->entry.at))});
    }
    return grounds;
}

std::vector<templates::Ground> grounds_of_return(soci::session& db, const Dossier& dossier) {
    std::vector<templates::Ground> grounds;
    const auto history = sql::load_history(db, dossier.id);
    for (const auto& n : dossier.nominations)
        if (n.state == State::returned)
            if (const auto* line = last_of(history, n.id, Event::send_back))
                grounds.push_back({n.id, line->entry.reason, ""});
    return grounds;
}

// The decisions that granted something of it.
std::vector<Document> decisions_on(soci::session& db, const Dossier& dossier) {
    auto papers = sql::papers_on_dossier(db, dossier);
    std::erase_if(papers, [](const Document& paper) {
        return paper.kind != PaperKind::decision || paper.issued_file.empty();
    });
    return papers;
}

}  // namespace

std::vector<templates::SheetLink> sheets_of(const Actor& reader, const Dossier& dossier) {
    std::vector<templates::SheetLink> sheets;
    if (dossier.received_at != 0 && has(appraisal_circle, reader.roles))
        sheets.push_back({"Phiếu thẩm định", path_of(dossier, "appraisal")});
    if (has_come_back(dossier) && has(notice_circle, reader.roles))
        sheets.push_back({"Công văn trả hồ sơ", path_of(dossier, "return")});
    if (is_settled(dossier) && has(notice_circle, reader.roles))
        sheets.push_back({"Thông báo kết quả", path_of(dossier, "result")});
    return sheets;
}

namespace {

// Of nominations on which the reader may see all that was handed in.
std::vector<workflow::Sheet> sheets_shown(soci::session& db, const App& app, const Actor& reader,
                                          Id dossier) {
    const sql::Horizon horizon(db, reader);
    sql::SheetQuery query;
    query.dossier = dossier;
    query.seen_by = &horizon;
    const auto cards = sql::load_sheets(db, query);
    std::vector<workflow::Sheet> shown;
    std::set<Id> hidden;
    for (const auto& one : shown_to(reader, app, cards)) {
        if (one.sheet.state != SheetState::handed_in) continue;
        if (one.shown)
            shown.push_back(one.sheet);
        else
            hidden.insert(one.sheet.nomination);
    }
    std::erase_if(shown,
                  [&](const workflow::Sheet& sheet) { return hidden.contains(sheet.nomination); });
    return shown;
}

}  // namespace

// GET /dossiers/:id/appraisal
Response show_appraisal(const Request& request, App& app) {
    return sheet(request, app, "appraisal", [&](soci::session& db) -> Sheet {
        const auto dossier = dossier_of(db, request);
        if (dossier.received_at == 0)
            throw Problem(Kind::blocked, "Hồ sơ chưa được tiếp nhận nên chưa có gì để thẩm định.");
        const auto organ = sql::load_organ(db, dossier.organ);
        const auto who = appraiser_of(db, dossier.id);
        const auto office = office_of(db, dossier, who);
        const templates::Issuer issuer{organ.name, sql::load_unit(db, office).name, organ.place,
                                       organ.symbol};
        auto data = templates::appraisal_data(
            issuer, dossier, sql::load_campaign_of_round(db, dossier.organ, dossier.round),
            pack_of(app, dossier), who ? who->name : "", head_of_unit(db, office),
            day_of(app.now()));
        templates::put_scores(data, dossier, sheets_shown(db, app, request.actor, dossier.id));
        return {"Phiếu thẩm định " + dossier_code(dossier.id), std::move(data)};
    });
}

// GET /dossiers/:id/return. What was sent back last, until when it may come again.
Response show_return(const Request& request, App& app) {
    return sheet(request, app, "return", [&](soci::session& db) -> Sheet {
        const auto dossier = dossier_of(db, request);
        const auto grounds = grounds_of_return(db, dossier);
        if (grounds.empty())
            throw Problem(Kind::blocked, "Hồ sơ này không có đề nghị nào đang bị trả lại.");
        std::int64_t since = 0;
        for (const auto& n : dossier.nominations)
            if (n.state == State::returned) since = std::max(since, n.since);
        const auto until = due(app.rules, pack_of(app, dossier), State::returned, since);
        return {"Công văn trả hồ sơ " + dossier_code(dossier.id),
                templates::return_data(issuer_of(sql::load_organ(db, dossier.organ)), dossier,
                                       grounds, until, head_of_organ(db, dossier.organ))};
    });
}

// GET /dossiers/:id/result
Response show_result(const Request& request, App& app) {
    return sheet(request, app, "result_notice", [&](soci::session& db) -> Sheet {
        const auto dossier = dossier_of(db, request);
        if (!is_settled(dossier))
            throw Problem(Kind::blocked,
                          "Hồ sơ còn đề nghị đang được xử lý nên chưa thông báo kết quả được.");
        return {"Thông báo kết quả " + dossier_code(dossier.id),
                templates::result_notice_data(issuer_of(sql::load_organ(db, dossier.organ)),
                                              dossier, decisions_on(db, dossier),
                                              grounds_of_result(db, app, dossier),
                                              head_of_organ(db, dossier.organ))};
    });
}

}  // namespace tdkt::server
