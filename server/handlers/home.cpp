#include "server/handlers/home.h"

#include "server/handlers/dossiers.h"
#include "server/handlers/lists.h"
#include "server/handlers/tasks.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/campaigns.h"
#include "sql/dossiers.h"
#include "sql/notices.h"
#include "templates/views/office.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr int most_of_a_campaign = 200;

templates::Told told(const sql::Notice& notice) {
    return {notice.id, notice.text, notice.link, notice.at, notice.read_at == 0};
}

nlohmann::json recent_row(const sql::Card& card, const templates::Now& now) {
    auto row = templates::dossier_row(row_of(card), now);
    row["href"] = "/dossiers/" + std::to_string(card.id);
    row["item_title"] = card.title;
    row["at_text"] = row["since_text"];
    return row;
}

}  // namespace

// GET /
Response show_home(const Request& request, App& app) {
    const auto now = now_of(app);
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const auto tasks = tasks_of(db, app, horizon);
        std::vector<templates::Told> fresh;
        for (const auto& notice : sql::unread_notices(db, request.actor.id, 8))
            fresh.push_back(told(notice));
        std::vector<nlohmann::json> recent;
        sql::Search newest;
        newest.most = 8;
        for (const auto& card : sql::load_cards(db, horizon, newest))
            recent.push_back(recent_row(card, now));
        return templates::home_view(tasks, fresh, sql::load_campaigns(db, request.actor.organ),
                                    recent, request.actor, now);
    });
    return show(request, app, "home", view);
}

// GET /notices
Response list_notices(const Request& request, App& app) {
    constexpr int page_size = 50;
    const auto view = app.database.read([&](auto& db) {
        auto notices = sql::notices(db, request.actor.id, request.number("before"), page_size + 1);
        const auto next = cut(notices, page_size);
        std::vector<templates::Told> list;
        for (const auto& notice : notices) list.push_back(told(notice));
        auto shown = templates::notices_view(list);
        put_next(shown, request, next);
        return shown;
    });
    return show(request, app, "notices", view);
}

// POST /notices/read
Response read_notices(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::mark_all_read(change, request.actor.id, app.now());
        return changed(request, "/notices");
    });
}

// GET /campaigns
Response list_campaigns(const Request& request, App& app) {
    const auto campaigns =
        app.database.read([&](auto& db) { return sql::load_campaigns(db, request.actor.organ); });
    return show(request, app, "campaigns", templates::campaigns_view(campaigns, now_of(app)));
}

// GET /campaigns/:id
Response show_campaign(const Request& request, App& app) {
    const auto now = now_of(app);
    const auto view = app.database.read([&](auto& db) {
        const auto campaign = sql::load_campaign(db, request.actor.organ, request.id());
        const sql::Horizon horizon(db, request.actor);
        sql::Search search;
        search.campaign = campaign.id;
        search.most = most_of_a_campaign;
        std::map<Id, std::vector<nlohmann::json>> dossiers;
        for (const auto& card : sql::load_cards(db, horizon, search))
            dossiers[card.round].push_back(recent_row(card, now));
        const auto counts = sql::count_by_round(db, horizon, campaign.id);
        return templates::campaign_view(campaign, dossiers, counts, now);
    });
    return show(request, app, "campaign", view);
}

// GET /help
Response show_help(const Request& request, App& app) {
    return show(request, app, "help", templates::help_view());
}

}  // namespace tdkt::server
