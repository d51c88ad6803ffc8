#include "server/handlers/dossiers.h"

#include <algorithm>

#include "server/front/text.h"
#include "server/handlers/appraisals.h"
#include "server/handlers/lists.h"
#include "server/handlers/sheets.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/campaigns.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/doubles.h"
#include "sql/people.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

constexpr int page_size = 50;

std::string path_of(Id id) {
    return "/dossiers/" + std::to_string(id);
}

sql::Search search_of(const Request& request) {
    sql::Search search;
    if (const auto state = request.text("state"); !state.empty()) {
        search.state = find<State>(state);
        if (!search.state) throw Problem::field("state", "Không có trạng thái “" + state + "”.");
    }
    search.round = request.number("round");
    search.text = request.text("q");
    search.before = request.number("before");
    search.most = page_size + 1;
    return search;
}

void put_filters(json& view, const Request& request, const std::vector<Campaign>& campaigns) {
    view["q"] = request.text("q");
    view["states"] = templates::options<State>(request.text("state"));
    view["rounds"] = json::array();
    for (const auto& campaign : campaigns)
        for (const auto& round : campaign.rounds)
            view["rounds"].push_back(templates::option(std::to_string(round.id), round.name,
                                                       round.id == request.number("round")));
    view["filtered"] = !request.text("q").empty() || !request.text("state").empty() ||
                       request.number("round") != 0;
}

}  // namespace

namespace {

// What whoever appraises should know (one achievement, one award; a unit proposes its own).
std::vector<std::string> warnings_about(soci::session& db, const sql::Horizon& horizon,
                                        const Dossier& dossier) {
    std::vector<std::string> warnings;
    if (!has(Role::standing_office | Role::data_office, horizon.reader().roles)) return warnings;
    for (const auto& found : sql::doubles_of(db, horizon, dossier.id))
        warnings.push_back(found.name + (found.certain ? " trùng với " : " trùng tên với ") +
                           dossier_code(found.dossier) + " (" + found.unit_name + ")" +
                           (found.post.empty() ? "" : ", " + found.post) + ".");
    for (const auto& n : dossier.nominations)
        if (n.subject == Subject::collective && n.nominee_unit != dossier.unit)
            warnings.push_back(n.name + ": tập thể được đề nghị không thuộc đơn vị trình.");
    return warnings;
}

}  // namespace

bool may_edit(const Actor& reader, const Dossier& dossier) {
    const bool of_unit =
        reader.unit == dossier.unit && has(Role::unit_officer | Role::unit_head, reader.roles);
    return of_unit && (dossier.nominations.empty() ||
                       std::any_of(dossier.nominations.begin(), dossier.nominations.end(),
                                   [](const Nomination& n) { return editable(n.state); }));
}

Dossier dossier_to_edit(soci::session& db, const Request& request, Id id) {
    auto dossier = sql::load_dossier(db, request.actor, id);
    if (!may_edit(request.actor, dossier))
        throw Problem(Kind::forbidden,
                      "Hồ sơ chỉ được sửa bởi đơn vị lập, khi đang soạn hoặc được trả lại.");
    return dossier;
}

void expect_untouched(const Dossier& dossier) {
    const auto gone_on = [](const Nomination& n) {
        return n.state >= State::received && n.state != State::returned;
    };
    if (std::any_of(dossier.nominations.begin(), dossier.nominations.end(), gone_on))
        throw Problem(Kind::forbidden,
                      "Hồ sơ có đề nghị đã được tiếp nhận: phần chung của hồ sơ giữ nguyên, chỉ "
                      "sửa được đề nghị bị trả lại và tài liệu của đề nghị đó.");
}

templates::Nominees nominees_of(soci::session& db, const Dossier& dossier) {
    templates::Nominees offered;
    for (const auto& account : sql::accounts_of(db, dossier.unit))
        offered.people.push_back({account.id, account.name, account.post});
    for (const auto& unit : sql::units(db, dossier.organ))
        offered.units.push_back({unit.id, unit.name});
    return offered;
}

Campaign campaign_of(soci::session& db, const Dossier& dossier) {
    return sql::load_campaign_of_round(db, dossier.organ, dossier.round);
}

templates::DossierRow row_of(const sql::Card& card) {
    return {card.id,         card.title,          card.unit_name,  card.round_name,
            card.pack,       card.propose_before, card.created_at, card.first_submitted_at,
            card.nominations};
}

// GET /dossiers
Response list_dossiers(const Request& request, App& app) {
    const auto search = search_of(request);
    const auto now = now_of(app);
    auto view = app.database.read([&](auto& db) {
        json list = {{"title", "Hồ sơ"}, {"dossiers", json::array()}};
        auto cards = sql::load_cards(db, sql::Horizon(db, request.actor), search);
        put_next(list, request, cut(cards, page_size));
        for (const auto& card : cards)
            list["dossiers"].push_back(templates::dossier_row(row_of(card), now));
        put_filters(list, request, sql::load_campaigns(db, request.actor.organ));
        return list;
    });
    view["has_dossiers"] = !view["dossiers"].empty();
    view["can_create"] = has(Role::unit_officer | Role::unit_head, request.actor.roles);
    return show(request, app, "dossiers", std::move(view));
}

// GET /dossiers/new
Response new_dossier(const Request& request, App& app) {
    const auto campaigns =
        app.database.read([&](auto& db) { return sql::load_campaigns(db, request.actor.organ); });
    return show(request, app, "dossier_new",
                templates::dossier_form(campaigns, request.actor.unit_name, now_of(app)));
}

// POST /dossiers
Response post_dossier(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto round =
            sql::load_round(change.db(), request.actor.organ, request.number("round"));
        if (round.opens_on > day_of(app.now()))
            throw Problem::field("round", "Đợt này chưa mở nhận hồ sơ.");
        const auto id =
            sql::add_dossier(change, request.actor, round.id, request.text("title"), app.now());
        return made(request, path_of(id), id);
    });
}

// GET /dossiers/:id
Response show_dossier(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const auto dossier = sql::load_dossier(db, horizon, id);
        const auto facts =
            group_of(db, app, horizon, {sql::Of::dossier, Through::dossier, id, Event::submit, ""});
        const auto offered = choices(facts, request.actor, Through::dossier);
        const auto history =
            happened(sql::load_history(db, horizon, id), sees_sheets(request.actor, facts));
        const auto papers = sql::papers_on_dossier(db, dossier);
        const auto campaign = campaign_of(db, dossier);
        const bool edits = may_edit(request.actor, dossier);
        auto page = templates::dossier_view(
            {dossier, facts, offered, history, papers, campaign, edits, /*sees_meetings=*/false,
             edits ? nominees_of(db, dossier) : templates::Nominees{},
             warnings_about(db, horizon, dossier), sheets_of(request.actor, dossier)},
            now_of(app));
        put_appraisal_of(page, db, app, horizon, dossier);
        return page;
    });
    return show(request, app, "dossier", view);
}

// POST /dossiers/:id
Response edit_dossier(const Request& request, App& app) {
    const auto id = request.id();
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier = dossier_to_edit(db, request, id);
        expect_untouched(dossier);
        sql::edit_dossier(change, id, sql::expected(request.version, dossier),
                          request.text("title"), request.text("late_reason"));
        return with_version(changed(request, path_of(id)),
                            sql::load_revision(db, request.actor, id));
    });
}

// POST /dossiers/:id/remove. A draft begun by mistake; what has a history stays.
Response remove_dossier(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto dossier = dossier_to_edit(change.db(), request, request.id());
        if (!dossier.nominations.empty() || !dossier.attachments.empty())
            throw Problem(Kind::conflict,
                          "Chỉ xóa được hồ sơ trống; hãy gỡ các đề nghị và tài liệu trước.");
        sql::remove_dossier(change, dossier.id, sql::expected(request.version, dossier));
        return changed(request, "/dossiers");
    });
}

// POST /dossiers/:id/events
Response post_dossier_event(const Request& request, App& app) {
    const auto step = asked(request, sql::Of::dossier, Through::dossier, request.id());
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const sql::Horizon horizon(db, request.actor);
        expect_version(request, sql::revision(sql::load_dossier(db, horizon, step.on)));
        take_step(change, app, request.actor, step, group_of(db, app, horizon, step));
        return with_version(changed(request, path_of(step.on)),
                            sql::load_revision(db, request.actor, step.on));
    });
}

}  // namespace tdkt::server
